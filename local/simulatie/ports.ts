import type { Registratie } from '../../adapters/registratie.ts';
import type { Nazorg } from '../../core/aanmelding/ports/nazorg.ts';
import type { Verloop } from '../../core/aanmelding/ports/verloop.ts';
import type { Post } from '../../core/berichten/ports/post.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Agenda } from '../../core/koppeling/ports/agenda.ts';
import type { Gebeurtenissen } from '../../core/levering/ports/gebeurtenissen.ts';
import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import type { PayrollGateway } from '../../core/nmbrs/ports/payroll.ts';
import type { Looncodelijst } from '../../core/ophalen/looncodes.ts';
import type { Uitval } from '../../core/ophalen/ports/uitval.ts';
import type { Wachtrij } from '../../core/ophalen/ports/wachtrij.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import type { Loginteller } from '../../core/toegang/ports/loginteller.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';

/** Everything that a function may be given. */
export interface Ports {
  readonly registratie: Registratie & Verzoeken;
  readonly opslag: Opslag & Restanten;
  readonly kluis: Kluis;
  readonly agenda: Agenda;
  readonly loginteller: Loginteller;
  readonly nazorg: Nazorg;
  readonly post: Post;
  readonly wachtrij: Wachtrij;
  readonly uitval: Uitval;
  readonly verloop: Verloop;
  readonly gebeurtenissen: Gebeurtenissen;
  readonly gateway: PayrollGateway;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
  readonly logboek: Logboek;
  readonly assessors: string;
  readonly ontvangstBinnenUren: number;
  readonly escalatie: string;
  /** Who of a.s.r. may come in. */
  readonly roleClaim: string;
  readonly role: string;
  readonly looncodes: Looncodelijst;
}

/** One call of a port, which has its effect when `apply` is called. */
export interface PortCall {
  /** `payroll` for what the gateway opened. */
  readonly port: string;
  readonly method: string;
  readonly input: readonly unknown[];
  apply(): Promise<unknown>;
}

/** What happens around a call: when it takes effect, and what the caller hears of it. */
export type Around = (call: PortCall) => Promise<unknown>;

/** Ports that only compute: they fail no more than a sum does. */
const PURE: readonly string[] = ['klok', 'identiteit', 'logboek', 'looncodes'] satisfies (keyof Ports)[];
const PURE_METHODS: readonly string[] = ['kluis.accountRef', 'kluis.candidateRef'];

/** The same ports, with every call of theirs handed to `around`. */
export const withAround = (ports: Ports, around: Around): Ports =>
  new Proxy(ports, {
    get(target, name, receiver) {
      const port: unknown = Reflect.get(target, name, receiver);
      const portName = String(name);
      return typeof port === 'object' && port !== null && !PURE.includes(portName)
        ? portWithAround(port, portName, around)
        : port;
    },
  });

function portWithAround(port: object, portName: string, around: Around): object {
  return new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      const method = String(name);
      if (typeof value !== 'function' || PURE_METHODS.includes(`${portName}.${method}`)) return value;
      const apply = (input: readonly unknown[]): unknown => Reflect.apply(value, target, input);
      if (portName === 'gateway') return (...input: unknown[]) => opened(apply(input), around);
      return (...input: unknown[]) => around({ port: portName, method, input, apply: async () => apply(input) });
    },
  });
}

/** Opening the payroll package makes no call; what it gives makes them. */
const opened = (payroll: unknown, around: Around): unknown =>
  typeof payroll === 'object' && payroll !== null ? portWithAround(payroll, 'payroll', around) : payroll;
