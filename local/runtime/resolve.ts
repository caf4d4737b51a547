import * as z from 'zod';
import { ACCOUNT_ID, REGION } from './aws-names.ts';
import type { Resource, Template } from './template.ts';

/** What `Ref` and `Fn::GetAtt` answer for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource whose properties are plain values. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
}

/** What the templates leave open. */
export interface ResolveOptions {
  readonly parameters: Readonly<Record<string, string>>;
  /** Names a resource; `properties` are its own explicit properties, still unresolved. */
  readonly identify: (logicalId: string, resource: Resource) => Identity;
}

const Intrinsic = z.record(z.string(), z.unknown());
const AttributePath = z.union([z.string(), z.tuple([z.string(), z.string()])]);
const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Replaces the intrinsic functions of these stacks by values, across stacks by their exports. Throws with the resource's
 * name when a template uses something that has no local meaning.
 */
export function resolveTemplates(templates: readonly Template[], options: ResolveOptions): ResolvedResource[] {
  const stacks: Stack[] = templates.map(
    (template) => new Stack(template, options, (name) => importValue(stacks, name)),
  );
  return stacks.flatMap((stack) => stack.resources());
}

function importValue(stacks: readonly Stack[], name: string): unknown {
  for (const stack of stacks) {
    const found = stack.exported(name);
    if (found !== undefined) return found;
  }
  throw new Error(`no stack exports ${name}`);
}

class Stack {
  readonly #template: Template;
  readonly #options: ResolveOptions;
  readonly #importValue: (name: string) => unknown;
  readonly #identities: Map<string, Identity>;

  constructor(template: Template, options: ResolveOptions, importValue: (name: string) => unknown) {
    this.#template = template;
    this.#options = options;
    this.#importValue = importValue;
    const entries = Object.entries(template.Resources);
    this.#identities = new Map(entries.map(([id, resource]) => [id, options.identify(id, resource)]));
  }

  resources(): ResolvedResource[] {
    return Object.entries(this.#template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.#condition(Condition))
      .map(([logicalId, resource]) => this.#resolveResource(logicalId, resource));
  }

  exported(name: string): unknown {
    const output = Object.values(this.#template.Outputs).find(
      ({ Export }) => Export !== undefined && this.#value(Export.Name) === name,
    );
    return output === undefined ? undefined : this.#value(output.Value);
  }

  #resolveResource(logicalId: string, { Type: type, Properties, Metadata: metadata }: Resource): ResolvedResource {
    try {
      const properties = Intrinsic.parse(this.#value(Properties));
      return { logicalId, type, properties, metadata, identity: this.#identity(logicalId) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot resolve ${type} ${logicalId}: ${reason}`, { cause });
    }
  }

  #identity(logicalId: string): Identity {
    const identity = this.#identities.get(logicalId);
    if (identity === undefined) throw new Error(`there is no resource ${logicalId}`);
    return identity;
  }

  #value(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((item) => this.#value(item)).filter((item) => item !== NO_VALUE);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && isIntrinsic(first[0])) return this.#intrinsic(...first);
    const resolved = entries.map(([key, item]) => [key, this.#value(item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE));
  }

  #intrinsic(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(z.string().parse(argument));
      case 'Condition':
        return this.#condition(z.string().parse(argument));
      case 'Fn::GetAtt':
        return this.#attribute(AttributePath.parse(argument));
      case 'Fn::ImportValue':
        return this.#importValue(z.string().parse(this.#value(argument)));
      case 'Fn::Join': {
        const [separator, parts] = z.tuple([z.string(), z.array(z.coerce.string())]).parse(this.#value(argument));
        return parts.join(separator);
      }
      case 'Fn::Select': {
        const [index, list] = z.tuple([z.coerce.number(), z.array(z.unknown())]).parse(this.#value(argument));
        return list[index];
      }
      case 'Fn::Split': {
        const [separator, text] = z.tuple([z.string(), z.string()]).parse(this.#value(argument));
        return text.split(separator);
      }
      case 'Fn::Sub':
        return this.#substitute(argument);
      case 'Fn::FindInMap': {
        const [map, top, second] = z.tuple([z.string(), z.string(), z.string()]).parse(this.#value(argument));
        return this.#template.Mappings[map]?.[top]?.[second];
      }
      case 'Fn::Base64':
        return Buffer.from(z.string().parse(this.#value(argument))).toString('base64');
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => `${REGION}${zone}`);
      default:
        return this.#logical(name, argument);
    }
  }

  #logical(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Fn::If': {
        const [condition, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
        return this.#value(this.#condition(condition) ? yes : no);
      }
      case 'Fn::Equals': {
        const [left, right] = z.tuple([z.unknown(), z.unknown()]).parse(this.#value(argument));
        return left === right;
      }
      case 'Fn::Not':
        return !z.tuple([z.boolean()]).parse(this.#value(argument))[0];
      case 'Fn::And':
        return z.array(z.boolean()).parse(this.#value(argument)).every(Boolean);
      case 'Fn::Or':
        return z.array(z.boolean()).parse(this.#value(argument)).some(Boolean);
      default:
        throw new Error(`${name} is not known here`);
    }
  }

  #condition(name: string): boolean {
    return z.boolean().parse(this.#value(this.#template.Conditions[name]));
  }

  #ref(name: string): unknown {
    switch (name) {
      case 'AWS::Region':
        return REGION;
      case 'AWS::AccountId':
        return ACCOUNT_ID;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return 'lokaal';
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/lokaal/lokaal`;
      case 'AWS::NoValue':
        return NO_VALUE;
      default:
        return this.#parameter(name) ?? this.#identity(name).ref;
    }
  }

  #parameter(name: string): unknown {
    const parameter = this.#template.Parameters[name];
    if (parameter === undefined) return undefined;
    const value = this.#options.parameters[name] ?? parameter.Default;
    if (value === undefined) throw new Error(`parameter ${name} has no value`);
    return value;
  }

  #attribute(path: z.infer<typeof AttributePath>): string {
    const [logicalId = '', ...rest] = typeof path === 'string' ? path.split('.') : path;
    const name = rest.join('.');
    return this.#identity(logicalId).attributes[name] ?? `${logicalId}.${name}`;
  }

  #substitute(argument: unknown): string {
    const [text, variables] =
      typeof argument === 'string' ? [argument, {}] : z.tuple([z.string(), Intrinsic]).parse(argument);
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (name in variables) return String(this.#value(variables[name]));
      return String(name.includes('.') ? this.#attribute(name) : this.#ref(name));
    });
  }
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}
