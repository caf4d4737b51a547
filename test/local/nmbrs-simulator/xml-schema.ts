import { SaxesParser } from 'saxes';

/** Just enough of XML Schema to hold an answer against the types of a WSDL: sequences, extensions, enums, nil. */
export interface Schema {
  readonly elements: ReadonlyMap<string, XmlNode>;
  readonly types: ReadonlyMap<string, XmlNode>;
}

interface XmlNode {
  readonly uri: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  text: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const LEXICAL: ReadonlyMap<string, RegExp> = new Map([
  ['s:string', /(?:)/],
  ['s:int', /^-?\d{1,10}$/],
  ['s:decimal', /^-?\d+(\.\d+)?$/],
  ['s:boolean', /^(true|false)$/],
  ['s:dateTime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d)?$/],
]);

export function readSchema(wsdl: string): Schema {
  const schema = find(parse(wsdl), 'schema')[0];
  const named = (...kinds: readonly string[]): ReadonlyMap<string, XmlNode> =>
    new Map(
      (schema?.children ?? [])
        .filter(({ local }) => kinds.includes(local))
        .map((node) => [node.attributes.get('name') ?? '', node]),
    );
  return { elements: named('element'), types: named('complexType', 'simpleType') };
}

/** The operations of each binding, by the binding's name. */
export const bindingsOf = (wsdl: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    find(parse(wsdl), 'binding')
      .filter(({ attributes }) => attributes.has('type'))
      .map((binding) => [
        binding.attributes.get('name') ?? '',
        binding.children.flatMap(({ attributes }) => attributes.get('name') ?? []),
      ]),
  );

/** The parameters that the WSDL asks for, by operation. */
export const parametersOf = ({ elements }: Schema, operation: string): readonly string[] =>
  find(elements.get(operation), 'element')
    .slice(1)
    .flatMap(({ attributes }) => attributes.get('name') ?? []);

/** What is wrong with the answer, by path; empty when the schema allows it. */
export function problemsWith(answer: string, { elements, types }: Schema): readonly string[] {
  const body = find(parse(answer), 'Body')[0]?.children[0];
  const declaration = elements.get(body?.local ?? '');
  if (body === undefined || declaration === undefined) return [`no element ${body?.local} in the schema`];
  return checkElement(body, declaration, body.local);

  function checkElement(node: XmlNode, declared: XmlNode, path: string): readonly string[] {
    if (isNil(node)) {
      const allowed = declared.attributes.get('nillable') === 'true';
      return allowed && node.children.length === 0 && node.text === '' ? [] : [`${path}: nil`];
    }
    const reference = declared.attributes.get('type') ?? '';
    const pattern = LEXICAL.get(reference);
    if (pattern !== undefined) {
      return node.children.length === 0 && pattern.test(node.text) ? [] : [`${path}: no ${reference}`];
    }
    const type = types.get(reference.replace('tns:', '')) ?? declared.children[0];
    return type === undefined ? [`${path}: type ${reference} is not there`] : checkType(node, type, path);
  }

  function checkType(node: XmlNode, type: XmlNode, path: string): readonly string[] {
    if (type.local === 'simpleType') {
      const values = find(type, 'enumeration').map(({ attributes }) => attributes.get('value'));
      return values.includes(node.text) ? [] : [`${path}: ${node.text} is not in the enum`];
    }
    if (node.text.trim() !== '') return [`${path}: text between the elements`];
    return checkSequence(node, particlesOf(type), path);
  }

  function particlesOf(type: XmlNode): readonly XmlNode[] {
    const base = find(type, 'extension')[0]?.attributes.get('base')?.replace('tns:', '');
    const inherited = base === undefined ? undefined : types.get(base);
    const own = find(type, 'sequence')[0]?.children ?? [];
    return inherited === undefined ? own : [...particlesOf(inherited), ...own];
  }

  function checkSequence(node: XmlNode, particles: readonly XmlNode[], path: string): readonly string[] {
    const problems: string[] = [];
    let next = 0;
    for (const particle of particles) {
      const name = particle.attributes.get('name') ?? '';
      let count = 0;
      for (let child = node.children[next]; child?.local === name && child.uri === node.uri; count += 1) {
        problems.push(...checkElement(child, particle, `${path}/${name}`));
        next += 1;
        child = node.children[next];
      }
      if (count < Number(particle.attributes.get('minOccurs'))) problems.push(`${path}: ${name} is missing`);
      if (count > 1 && particle.attributes.get('maxOccurs') === '1') problems.push(`${path}: ${name} more than once`);
    }
    const left = node.children[next];
    return left === undefined ? problems : [...problems, `${path}: ${left.local} does not belong here`];
  }
}

const isNil = ({ attributes }: XmlNode): boolean => attributes.get(`${XSI} nil`) === 'true';

function find(node: XmlNode | undefined, local: string): readonly XmlNode[] {
  if (node === undefined) return [];
  const below = node.children.flatMap((child) => find(child, local));
  return node.local === local ? [node, ...below] : below;
}

function parse(xml: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlNode = { uri: '', local: '', attributes: new Map(), children: [], text: '' };
  const stack: XmlNode[] = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const named = Object.values(attributes).map((one): [string, string] => [
      one.uri === '' ? one.local : `${one.uri} ${one.local}`,
      one.value,
    ]);
    const node: XmlNode = { uri, local, attributes: new Map(named), children: [], text: '' };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.on('text', (text) => {
    const node = stack.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return root;
}
