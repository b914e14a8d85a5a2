import { type Node, visits } from '../syntax.ts';
import { instead, isCondition, type Operator, type Site, sourceOf } from './operator.ts';

type FunctionNode = Node & { readonly type: 'ArrowFunctionExpression' | 'FunctionExpression' | 'FunctionDeclaration' };

/** A function does nothing: it returns true, false, null, another constant of its own, or what it was given. */
export const returned: Operator = {
  name: 'returned',
  edits: (site) => {
    const owner = ownerOf(site);
    if (owner === undefined) return [];
    const own = sourceOf(site.text, site.node);
    const others = new Set([
      ...(isCondition(site.node) ? ['true', 'false'] : []),
      ...constantsOf(owner, site.text),
      ...givenOf(owner, site),
    ]);
    return [...others].filter((other) => other !== own).map((other) => instead(site.node, other));
  },
};

/** The function whose result a node is. */
function ownerOf({ node, parents }: Site): FunctionNode | undefined {
  const parent = parents[parents.length - 1];
  if (parent?.type === 'ArrowFunctionExpression')
    return parent.body === node && isExpression(node) ? parent : undefined;
  return parent?.type === 'ReturnStatement' ? parents.findLast(isFunction) : undefined;
}

/** What the function returns elsewhere without a look at anything: null, a literal, an empty array, a parameter. */
function constantsOf(owner: FunctionNode, text: string): string[] {
  const results: Node[] = [];
  for (const { node, parents } of visits(owner)) {
    if (node.type !== 'ReturnStatement' || parents.findLast(isFunction) !== owner) continue;
    if (node.argument !== null && isConstant(node.argument, owner)) results.push(node.argument);
  }
  const mayBeNull = /\bnull$/.test(typeText(owner.returnType, text)) ? ['null'] : [];
  return [...results.map((node) => sourceOf(text, node)), ...mayBeNull];
}

function isConstant(node: Node, owner: FunctionNode): boolean {
  if (node.type === 'Literal') return true;
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  return node.type === 'Identifier' && owner.params.some((param) => nameOf(param) === node.name);
}

/** The parameter of the type that the function returns; of a rule's `next`, the state. */
function givenOf(owner: FunctionNode, { text, parents }: Site): string[] {
  const type = typeText(owner.returnType, text);
  if (type !== '') {
    const given = owner.params.find((param) => typeText(annotationOf(param), text) === type);
    return given === undefined ? [] : [nameOf(given)];
  }
  const around = parents[parents.indexOf(owner) - 1];
  const isNext = around?.type === 'Property' && sourceOf(text, around.key) === 'next';
  return isNext && owner.params.some((param) => nameOf(param) === 'state') ? ['state'] : [];
}

const isExpression = ({ type }: Node): boolean => type !== 'BlockStatement';

const isFunction = (node: Node): node is FunctionNode =>
  /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type);

const nameOf = (node: Node): string => (node.type === 'Identifier' ? node.name : '');

const annotationOf = (node: Node): Node | null =>
  node.type === 'Identifier' && node.typeAnnotation ? node.typeAnnotation : null;

/** A type as it is written; empty where none is. */
const typeText = (annotation: Node | null | undefined, text: string): string =>
  annotation ? sourceOf(text, annotation).replace(/^:\s*/, '') : '';
