const NAMESPACE = 'https://api.nmbrs.nl/soap/v3/EmployeeService';
const NAME = 'Salary_GetAll_AllEmployeesByCompany';
const MOST_ROWS = 10;

const row = (employee: number, index: number): string =>
  `<Salary_V2><ID>${employee * 100 + index}</ID><Value>${2_000 + index * 37}.50</Value><Type>1</Type>` +
  `<StartDate>${2010 + index}-01-01T00:00:00</StartDate><CreationDate>${2009 + index}-12-${10 + index}T09:30:15</CreationDate></Salary_V2>`;

const itemOf = (employee: number, rows: number): string =>
  `<EmployeeSalaryItem><EmployeeId>${employee}</EmployeeId><EmployeeSalaries>${Array.from(
    { length: rows },
    (_, index) => row(employee, index),
  ).join('')}</EmployeeSalaries></EmployeeSalaryItem>`;

/** An answer of Salary_GetAll_AllEmployeesByCompany of about so many bytes: invented amounts, at most ten rows each. */
export function salaryAnswer(bytes: number): string {
  const rows = Math.min(MOST_ROWS, Math.max(1, Math.floor(bytes / 3 / row(50_000, 1).length)));
  const employees = Math.max(1, Math.round(bytes / itemOf(50_000, rows).length));
  const items = Array.from({ length: employees }, (_, index) => itemOf(50_000 + index, rows)).join('');
  return (
    '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
    `<${NAME}Response xmlns="${NAMESPACE}"><${NAME}Result>${items}</${NAME}Result></${NAME}Response></soap:Body></soap:Envelope>`
  );
}

const field = (name: string, type: string): string => `<xs:element name="${name}" type="${type}" minOccurs="0"/>`;
const list = (name: string, type: string): string =>
  `<xs:element name="${name}" type="${type}" minOccurs="0" maxOccurs="unbounded"/>`;
const complex = (name: string, content: string): string =>
  `<xs:complexType name="${name}"><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const element = (name: string, content: string): string =>
  `<xs:element name="${name}"><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;

/** The WSDL with which somebody would use `soap` plainly for this call: with the types of the answer. */
export const SALARY_WSDL = `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}" targetNamespace="${NAMESPACE}">
<wsdl:types><xs:schema elementFormDefault="qualified" targetNamespace="${NAMESPACE}">
${element(NAME, field('CompanyID', 'xs:int'))}
${element(`${NAME}Response`, field(`${NAME}Result`, 'tns:ArrayOfEmployeeSalaryItem'))}
${complex('ArrayOfEmployeeSalaryItem', list('EmployeeSalaryItem', 'tns:EmployeeSalaryItem'))}
${complex('EmployeeSalaryItem', field('EmployeeId', 'xs:int') + field('EmployeeSalaries', 'tns:ArrayOfSalary_V2'))}
${complex('ArrayOfSalary_V2', list('Salary_V2', 'tns:Salary_V2'))}
${complex(
  'Salary_V2',
  field('ID', 'xs:int') +
    field('Value', 'xs:decimal') +
    field('Type', 'xs:int') +
    field('StartDate', 'xs:dateTime') +
    field('CreationDate', 'xs:dateTime'),
)}
</xs:schema></wsdl:types>
<wsdl:message name="In"><wsdl:part name="parameters" element="tns:${NAME}"/></wsdl:message>
<wsdl:message name="Out"><wsdl:part name="parameters" element="tns:${NAME}Response"/></wsdl:message>
<wsdl:portType name="Port"><wsdl:operation name="${NAME}"><wsdl:input message="tns:In"/><wsdl:output message="tns:Out"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="Binding" type="tns:Port"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<wsdl:operation name="${NAME}"><soap:operation soapAction="${NAMESPACE}/${NAME}" style="document"/>
<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="Service"><wsdl:port name="Port" binding="tns:Binding"><soap:address location="http://127.0.0.1/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;

/** A request for that answer, for the client that has no SOAP at all. */
export const SALARY_REQUEST = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header><AuthHeaderWithDomain xmlns="${NAMESPACE}"><Username>a@b.example</Username><Token>bench-token</Token><Domain>elfenbos</Domain></AuthHeaderWithDomain></soap:Header><soap:Body><${NAME} xmlns="${NAMESPACE}"><CompanyID>701</CompanyID></${NAME}></soap:Body></soap:Envelope>`;
