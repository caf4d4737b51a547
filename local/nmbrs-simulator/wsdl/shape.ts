/** The value types that the service uses, by their XML Schema names. */
type Builtin = 'int' | 'string' | 'boolean' | 'decimal' | 'dateTime';

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly string[];
}

export interface ComplexType {
  readonly kind: 'complex';
  readonly name: string;
  /** The type that this one extends; its parts come first. */
  readonly base: ComplexType | undefined;
  readonly parts: readonly Part[];
}

/** One element of a sequence. */
export interface Part {
  readonly name: string;
  readonly type: Builtin | EnumType | ComplexType;
  /** Whether the element may be left out. */
  readonly optional: boolean;
  readonly many: boolean;
  readonly nillable: boolean;
}

export interface OperationShape {
  readonly name: string;
  readonly header: 'AuthHeaderWithDomain' | 'AuthHeader';
  readonly request: readonly Part[];
  /** What goes inside `<…Response>`. */
  readonly response: readonly Part[];
}

export interface ServiceShape {
  readonly name: string;
  readonly operations: readonly OperationShape[];
}

const part = (name: string, type: Part['type'], optional: boolean): Part => ({
  name,
  type,
  optional,
  many: false,
  nillable: false,
});
const required =
  (type: Builtin) =>
  (...names: readonly string[]): readonly Part[] =>
    names.map((name) => part(name, type, false));

/** Value types are always there, as .NET writes them; a reference (a string, an object) may be left out. */
export const int = required('int');
export const decimal = required('decimal');
export const boolean = required('boolean');
export const dateTime = required('dateTime');
export const string = (...names: readonly string[]): readonly Part[] => names.map((name) => part(name, 'string', true));
export const word = (name: string, type: EnumType): readonly Part[] => [part(name, type, false)];
export const one = (name: string, type: ComplexType): readonly Part[] => [part(name, type, true)];

export const nillable = (parts: readonly Part[]): readonly Part[] => parts.map((each) => ({ ...each, nillable: true }));
export const optional = (parts: readonly Part[]): readonly Part[] => parts.map((each) => ({ ...each, optional: true }));

export const enumeration = (name: string, ...values: readonly string[]): EnumType => ({ kind: 'enum', name, values });

export const complex = (name: string, ...parts: readonly (readonly Part[])[]): ComplexType => ({
  kind: 'complex',
  name,
  base: undefined,
  parts: parts.flat(),
});

export const extending = (base: ComplexType, type: ComplexType): ComplexType => ({ ...type, base });

/** The array type that .NET makes for a list; the items carry the name of their type. */
export const listOf = (item: ComplexType): ComplexType => ({
  kind: 'complex',
  name: `ArrayOf${item.name}`,
  base: undefined,
  parts: [{ name: item.name, type: item, optional: true, many: true, nillable: true }],
});

/** An operation that answers in `<…Result>`, as all but a few do. */
export const operation = (name: string, request: readonly Part[], result: 'string' | ComplexType): OperationShape => ({
  name,
  header: 'AuthHeaderWithDomain',
  request,
  response: [part(`${name}Result`, result, true)],
});
