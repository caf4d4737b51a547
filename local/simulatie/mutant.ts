import type { MemoryClaims } from '../../adapters/memory/registratie-claims.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import type { Ports } from './ports.ts';

/** Stands between a function and its ports; called for each invocation. */
export type Between = (ports: Ports, functionName: string) => Ports;

/** A deliberate fault in the protocol: what the simulation and the crash matrix must find. */
export interface Mutant {
  readonly name: string;
  /** What it does wrong, for people. */
  readonly fout: string;
  /** Made anew for each world: what it remembers is of that world. */
  readonly between: () => Between;
  /** The queue forgets a message when it is handed out, not when its work is done. */
  readonly forgetsEarly?: true;
  /** The claims of the registry are these. */
  readonly claims?: () => MemoryClaims;
  /** The seed at which it last showed: played before the others, so that it need not be found anew each time. */
  readonly laatstGezien?: number;
  /** The daily round is never made. */
  readonly withoutNaloop?: true;
}

export const withOpslag = (ports: Ports, over: Partial<Ports['opslag']>): Ports => ({
  ...ports,
  opslag: bound(ports.opslag, over),
});
export const withRegistratie = (ports: Ports, over: Partial<Registratie & Verzoeken>): Ports => ({
  ...ports,
  registratie: bound(ports.registratie, over),
});

/** The port with some of its methods replaced. */
export const bound = <Port extends object>(port: Port, over: Partial<Port>): Port =>
  new Proxy(port, {
    get: (target, name, receiver) => Reflect.get(Reflect.has(over, name) ? over : target, name, receiver),
  });

/** A fault in these functions only. */
export const only =
  (names: readonly string[], fault: (ports: Ports) => Ports): (() => Between) =>
  () =>
  (ports, functionName) =>
    names.includes(functionName) ? fault(ports) : ports;
