import type { Switches } from '../switches.ts';
import { type ComplexType, complex, type EnumType, type Part, type ServiceShape, string } from './shape.ts';

type NamedType = ComplexType | EnumType;

const HEADERS = [
  complex('AuthHeaderWithDomain', string('Username', 'Token', 'Domain')),
  complex('AuthHeader', string('Username', 'Token')),
];

/** The XML Schema of a service: an element per message, and every type that they lead to. */
export function writeSchema(service: ServiceShape, namespace: string, switches: Switches): string {
  const { operations } = service;
  const headers = HEADERS.filter(({ name }) => operations.some(({ header }) => header === name));
  const parts = operations.flatMap(({ request, response }) => [...request, ...response]);
  const named = new Map<string, NamedType>();
  for (const { type } of parts) collect(type, named);
  const write = (sequence: readonly Part[]): string => sequenceOf(sequence, switches);
  return [
    `<s:schema elementFormDefault="qualified" targetNamespace="${namespace}">`,
    ...operations.flatMap(({ name, request, response }) => [
      messageElement(name, write(request)),
      messageElement(`${name}Response`, write(response)),
    ]),
    ...[...named.values()].map((type) => namedType(type, write)),
    ...headers.flatMap((header) => [
      `<s:element name="${header.name}" type="tns:${header.name}" />`,
      `<s:complexType name="${header.name}">${write(header.parts)}<s:anyAttribute /></s:complexType>`,
    ]),
    '</s:schema>',
  ].join('\n');
}

function collect(type: Part['type'], into: Map<string, NamedType>): void {
  if (typeof type === 'string' || into.get(type.name) === type) return;
  into.set(type.name, type);
  if (type.kind === 'enum') return;
  if (type.base !== undefined) collect(type.base, into);
  for (const part of type.parts) collect(part.type, into);
}

const messageElement = (name: string, sequence: string): string =>
  `<s:element name="${name}"><s:complexType>${sequence}</s:complexType></s:element>`;

function namedType(type: NamedType, write: (parts: readonly Part[]) => string): string {
  if (type.kind === 'enum') {
    const values = type.values.map((value) => `<s:enumeration value="${value}" />`).join('');
    return `<s:simpleType name="${type.name}"><s:restriction base="s:string">${values}</s:restriction></s:simpleType>`;
  }
  const own = write(type.parts);
  const content =
    type.base === undefined
      ? own
      : `<s:complexContent><s:extension base="tns:${type.base.name}">${own}</s:extension></s:complexContent>`;
  return `<s:complexType name="${type.name}">${content}</s:complexType>`;
}

const sequenceOf = (parts: readonly Part[], switches: Switches): string =>
  parts.length === 0 ? '' : `<s:sequence>${parts.map((part) => partElement(part, switches)).join('')}</s:sequence>`;

function partElement(part: Part, switches: Switches): string {
  const { name, type } = part;
  const reference = typeof type === 'string' ? `s:${type}` : `tns:${type.name}`;
  const occurs = `minOccurs="${mayBeAbsent(part, switches) ? 0 : 1}" maxOccurs="${part.many ? 'unbounded' : 1}"`;
  const nil = mayBeNil(part, switches) ? ' nillable="true"' : '';
  return `<s:element ${occurs} name="${name}"${nil} type="${reference}" />`;
}

/** With `nullDate: absent` a date without a value is left out, so the schema has to allow that. */
const mayBeAbsent = ({ optional, nillable, type }: Part, { nullDate }: Switches): boolean =>
  optional || (nillable && type === 'dateTime' && nullDate === 'absent');

/** With `nullObject: nil` an object that is not there is an empty element with `xsi:nil`. */
const mayBeNil = ({ nillable, many, type }: Part, { nullObject }: Switches): boolean =>
  nillable || (!many && typeof type !== 'string' && type.kind === 'complex' && nullObject === 'nil');
