import { AANROEPEN, type HeaderName, nameOf, namespaceOf, operationOf, type Service } from './operations.ts';

/**
 * The WSDL of one service, small and our own: only the calls in use, SOAP 1.1, document/literal. Answers are declared as
 * open content, because they are read by `answer.ts` and not by the `soap` package (README, "Who reads the answers").
 */
export function wsdlOf(service: Service): string {
  const namespace = namespaceOf(service);
  const operations = AANROEPEN.map((aanroep) => ({ name: nameOf(aanroep), ...operationOf(aanroep) })).filter(
    (operation) => operation.service === service,
  );
  const each = (part: (operation: Described) => string) => operations.map(part).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:nmbrs="${namespace}" targetNamespace="${namespace}">
<wsdl:types><xs:schema elementFormDefault="qualified" targetNamespace="${namespace}">${HEADERS}${each(elements)}</xs:schema></wsdl:types>
${HEADER_NAMES.map(headerMessage).join('')}
${each(messages)}
<wsdl:portType name="${service}Soap">${each(portOperation)}</wsdl:portType>
<wsdl:binding name="${service}Soap" type="nmbrs:${service}Soap"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
${each((operation) => binding(operation, namespace))}</wsdl:binding>
<wsdl:service name="${service}"><wsdl:port name="${service}Soap" binding="nmbrs:${service}Soap"><soap:address location="${namespace}.asmx"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;
}

interface Described {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly header?: HeaderName;
}

const sequence = (content: string): string =>
  `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;

const header = (name: string, children: readonly string[]): string =>
  `<xs:element name="${name}">${sequence(children.map((child) => `<xs:element name="${child}" type="xs:string"/>`).join(''))}`;

const HEADER_NAMES: readonly HeaderName[] = ['AuthHeaderWithDomain', 'AuthHeader'];
const HEADERS =
  header('AuthHeaderWithDomain', ['Username', 'Token', 'Domain']) + header('AuthHeader', ['Username', 'Token']);

const headerMessage = (name: HeaderName): string =>
  `<wsdl:message name="${name}"><wsdl:part name="header" element="nmbrs:${name}"/></wsdl:message>`;

function elements({ name: operation, parameters: declared }: Described): string {
  const parameters = Object.entries(declared)
    .map(([name, type]) => `<xs:element name="${name}" type="xs:${type}"/>`)
    .join('');
  const answer = '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>';
  return `<xs:element name="${operation}">${sequence(parameters)}<xs:element name="${operation}Response">${sequence(answer)}`;
}

const messages = ({ name: operation }: Described): string =>
  `<wsdl:message name="${operation}In"><wsdl:part name="parameters" element="nmbrs:${operation}"/></wsdl:message>` +
  `<wsdl:message name="${operation}Out"><wsdl:part name="parameters" element="nmbrs:${operation}Response"/></wsdl:message>`;

const portOperation = ({ name: operation }: Described): string =>
  `<wsdl:operation name="${operation}"><wsdl:input message="nmbrs:${operation}In"/>` +
  `<wsdl:output message="nmbrs:${operation}Out"/></wsdl:operation>`;

const binding = ({ name: operation, header: name = 'AuthHeaderWithDomain' }: Described, namespace: string): string =>
  `<wsdl:operation name="${operation}"><soap:operation soapAction="${namespace}/${operation}" style="document"/>` +
  `<wsdl:input><soap:header message="nmbrs:${name}" part="header" use="literal"/><soap:body use="literal"/></wsdl:input>` +
  '<wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>';
