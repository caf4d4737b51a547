import type { Looncodelijst } from '../../core/domain/looncodes.ts';
import type { Agenda } from '../../core/ports/agenda.ts';
import type { Gebeurtenissen } from '../../core/ports/gebeurtenissen.ts';
import type { Identiteit } from '../../core/ports/identiteit.ts';
import type { Klok } from '../../core/ports/klok.ts';
import type { Kluis } from '../../core/ports/kluis.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import type { Loginteller } from '../../core/ports/loginteller.ts';
import type { Nazorg } from '../../core/ports/nazorg.ts';
import type { Opslag, Restanten } from '../../core/ports/opslag.ts';
import type { PayrollGateway } from '../../core/ports/payroll.ts';
import type { Post } from '../../core/ports/post.ts';
import type { Registratie } from '../../core/ports/registratie.ts';
import type { Uitval } from '../../core/ports/uitval.ts';
import type { Verloop } from '../../core/ports/verloop.ts';
import type { Verzoeken } from '../../core/ports/verzoeken.ts';
import type { Wachtrij } from '../../core/ports/wachtrij.ts';

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
