import type { Switches } from './switches.ts';

/** The texts that Nmbrs gives with its codes; `Unkown` is its own spelling. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['1001', 'Invalid Authentication'],
  ['1002', 'Unauthorized access'],
  ['1003', 'Unauthorized access'],
  ['1004', 'Disabled, no valid subscription'],
  ['1006', 'Generic Login Security Failure'],
  ['2003', 'Unauthorized access'],
  ['2004', 'Unauthorized access'],
  ['2006', 'Invalid Period'],
  ['2009', 'Unauthorized access'],
  ['2019', 'Task Status Not Available'],
  ['2020', 'Task Status Not Available'],
  ['2021', 'Invalid Task Result'],
  ['2042', 'This username belongs to multiple environments'],
  ['2043', 'Invalid Domain'],
  ['2046', 'Not Found'],
  ['9999', 'Unkown'],
]);

/** Nmbrs refuses the call: a SOAP fault with one of its four-digit codes. */
export class NmbrsFault extends Error {
  override readonly name = 'NmbrsFault';
  readonly code: string;
  constructor(code: string) {
    super(`${code}: ${TEXTS.get(code) ?? 'Unkown'}`);
    this.code = code;
  }
}

/** ASMX itself could not make sense of the request, so no Nmbrs code is involved: `soap:Client`. */
export class ClientFault extends Error {
  override readonly name = 'ClientFault';
}

/** The faultstring, with the words around it that the switch asks for. */
export function faultString(fault: NmbrsFault, { faultText }: Switches): string {
  if (faultText === 'bare') return fault.message;
  if (faultText === 'asmx') return `Server was unable to process request. ---> ${fault.message}`;
  const prefix = 'System.Web.Services.Protocols.SoapException: Server was unable to process request. --->';
  return `${prefix} ${fault.message}\n   at Nmbrs.Webservices.Check(Int32 id)\n   --- End of inner exception stack trace ---`;
}
