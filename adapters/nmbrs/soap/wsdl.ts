import { RECHTEN_PER_SERVICE, type Recht, type RechtService } from '../../../core/domain/rechten.ts';
import { namespaceOf, OPERATIONS } from './operations.ts';

/**
 * The WSDL of one service, small and our own: only the calls in use, SOAP 1.1, document/literal. Answers are declared as
 * open content, because they are read by `answer.ts` and not by the `soap` package (README, "Who reads the answers").
 */
export function wsdlOf(service: RechtService): string {
  const namespace = namespaceOf(service);
  const operations: readonly Recht[] = RECHTEN_PER_SERVICE[service];
  const each = (part: (operation: Recht) => string) => operations.map(part).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:nmbrs="${namespace}" targetNamespace="${namespace}">
<wsdl:types><xs:schema elementFormDefault="qualified" targetNamespace="${namespace}">${HEADER}${each(elements)}</xs:schema></wsdl:types>
<wsdl:message name="Authentication"><wsdl:part name="header" element="nmbrs:AuthHeaderWithDomain"/></wsdl:message>
${each(messages)}
<wsdl:portType name="${service}Soap">${each(portOperation)}</wsdl:portType>
<wsdl:binding name="${service}Soap" type="nmbrs:${service}Soap"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
${each((operation) => binding(operation, namespace))}</wsdl:binding>
<wsdl:service name="${service}"><wsdl:port name="${service}Soap" binding="nmbrs:${service}Soap"><soap:address location="${namespace}.asmx"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;
}

const sequence = (content: string): string =>
  `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;

const HEADER = `<xs:element name="AuthHeaderWithDomain">${sequence(
  ['Username', 'Token', 'Domain'].map((name) => `<xs:element name="${name}" type="xs:string"/>`).join(''),
)}`;

function elements(operation: Recht): string {
  const parameters = Object.entries(OPERATIONS[operation].parameters)
    .map(([name, type]) => `<xs:element name="${name}" type="xs:${type}"/>`)
    .join('');
  const answer = '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>';
  return `<xs:element name="${operation}">${sequence(parameters)}<xs:element name="${operation}Response">${sequence(answer)}`;
}

const messages = (operation: Recht): string =>
  `<wsdl:message name="${operation}In"><wsdl:part name="parameters" element="nmbrs:${operation}"/></wsdl:message>` +
  `<wsdl:message name="${operation}Out"><wsdl:part name="parameters" element="nmbrs:${operation}Response"/></wsdl:message>`;

const portOperation = (operation: Recht): string =>
  `<wsdl:operation name="${operation}"><wsdl:input message="nmbrs:${operation}In"/>` +
  `<wsdl:output message="nmbrs:${operation}Out"/></wsdl:operation>`;

const binding = (operation: Recht, namespace: string): string =>
  `<wsdl:operation name="${operation}"><soap:operation soapAction="${namespace}/${operation}" style="document"/>` +
  '<wsdl:input><soap:header message="nmbrs:Authentication" part="header" use="literal"/><soap:body use="literal"/></wsdl:input>' +
  '<wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>';
