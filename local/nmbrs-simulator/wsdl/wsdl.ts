import type { Switches } from '../switches.ts';
import { escapeXml } from '../writer.ts';
import { companyService } from './company-service.ts';
import { debtorService } from './debtor-service.ts';
import { employeeService } from './employee-service.ts';
import { reportService } from './report-service.ts';
import { writeSchema } from './schema.ts';
import type { OperationShape, ServiceShape } from './shape.ts';

const NAMESPACES = [
  ['wsdl', 'http://schemas.xmlsoap.org/wsdl/'],
  ['soap', 'http://schemas.xmlsoap.org/wsdl/soap/'],
  ['soap12', 'http://schemas.xmlsoap.org/wsdl/soap12/'],
  ['s', 'http://www.w3.org/2001/XMLSchema'],
] as const;
const HTTP_TRANSPORT = 'http://schemas.xmlsoap.org/soap/http';

/** What the services look like with these switches. */
export const serviceShapes = (switches: Switches): readonly ServiceShape[] => [
  companyService,
  employeeService(switches),
  debtorService(switches),
  reportService,
];

/** Where the WSDL says that the service is, and which setting of the switches it describes. */
export interface WsdlInput {
  /** The URL of the `.asmx`. */
  readonly location: string;
  readonly switches: Switches;
}

/** The WSDL 1.1 of a service, laid out as ASMX does: document/literal wrapped, bindings for SOAP 1.1 and 1.2. */
export function writeWsdl(name: string, { location, switches }: WsdlInput): string {
  const service = serviceShapes(switches).find((shape) => shape.name === name);
  if (service === undefined) throw new TypeError(`there is no service ${name}`);
  const tns = `https://api.nmbrs.nl/soap/v3/${name}`;
  const prefixes = [...NAMESPACES, ['tns', tns] as const].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  const { operations } = service;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<wsdl:definitions${prefixes} targetNamespace="${tns}">`,
    `<wsdl:types>${writeSchema(service, tns, switches)}</wsdl:types>`,
    ...operations.flatMap(messagesOf),
    `<wsdl:portType name="${name}Soap">${operations.map(portOperation).join('')}</wsdl:portType>`,
    binding(service, { prefix: 'soap', suffix: 'Soap', tns }),
    binding(service, { prefix: 'soap12', suffix: 'Soap12', tns }),
    `<wsdl:service name="${name}">`,
    port(name, { prefix: 'soap', suffix: 'Soap', location }),
    port(name, { prefix: 'soap12', suffix: 'Soap12', location }),
    '</wsdl:service></wsdl:definitions>',
  ].join('\n');
}

const message = (name: string, part: string, element: string): string =>
  `<wsdl:message name="${name}"><wsdl:part name="${part}" element="tns:${element}" /></wsdl:message>`;

const messagesOf = ({ name, header }: OperationShape): readonly string[] => [
  message(`${name}SoapIn`, 'parameters', name),
  message(`${name}SoapOut`, 'parameters', `${name}Response`),
  message(`${name}${header}`, header, header),
];

const portOperation = ({ name }: OperationShape): string =>
  [
    `<wsdl:operation name="${name}">`,
    `<wsdl:input message="tns:${name}SoapIn" /><wsdl:output message="tns:${name}SoapOut" />`,
    '</wsdl:operation>',
  ].join('');

interface Binding {
  readonly prefix: 'soap' | 'soap12';
  readonly suffix: 'Soap' | 'Soap12';
}

function binding(service: ServiceShape, { prefix, suffix, tns }: Binding & { readonly tns: string }): string {
  const operations = service.operations.map(({ name, header }) =>
    [
      `<wsdl:operation name="${name}"><${prefix}:operation soapAction="${tns}/${name}" style="document" />`,
      `<wsdl:input><${prefix}:body use="literal" />`,
      `<${prefix}:header message="tns:${name}${header}" part="${header}" use="literal" /></wsdl:input>`,
      `<wsdl:output><${prefix}:body use="literal" /></wsdl:output></wsdl:operation>`,
    ].join(''),
  );
  return [
    `<wsdl:binding name="${service.name}${suffix}" type="tns:${service.name}Soap">`,
    `<${prefix}:binding transport="${HTTP_TRANSPORT}" />${operations.join('')}</wsdl:binding>`,
  ].join('');
}

const port = (name: string, { prefix, suffix, location }: Binding & { readonly location: string }): string =>
  [
    `<wsdl:port name="${name}${suffix}" binding="tns:${name}${suffix}">`,
    `<${prefix}:address location="${escapeXml(location).replaceAll('"', '&quot;')}" /></wsdl:port>`,
  ].join('');
