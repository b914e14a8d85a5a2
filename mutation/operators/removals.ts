import type { Node } from '../syntax.ts';
import { instead, nameOfCallee, type Operator, overwritten, sourceOf } from './operator.ts';

/** A call, an assignment or a "continue" is forgotten. */
export const statement: Operator = {
  name: 'statement',
  edits: ({ node }) => {
    if (node.type === 'ContinueStatement') return [overwritten(node, ';')];
    if (node.type !== 'ExpressionStatement' || nameOfCallee(node.expression) === 'unreachable') return [];
    return [overwritten(node, ';')];
  },
};

/** An object is spread and one of its properties not replaced. */
export const property: Operator = {
  name: 'property',
  edits: ({ node, text }) => {
    if (node.type !== 'ObjectExpression' || node.properties[0]?.type !== 'SpreadElement') return [];
    return node.properties.slice(1).map((part) => overwritten(upToComma(text, part), ''));
  },
};

/** One of the parts that make up an array is left out. */
export const element: Operator = {
  name: 'element',
  edits: ({ node, text }) => {
    if (node.type !== 'ArrayExpression' || !node.elements.some((part) => part?.type === 'SpreadElement')) return [];
    return node.elements.filter((part) => part !== null).map((part) => overwritten(upToComma(text, part), ''));
  },
};

const others: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  find: 'findLast',
  findLast: 'find',
  findIndex: 'findLastIndex',
  findLastIndex: 'findIndex',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
};

/** Some and every, min and max, first and last change places. */
export const method: Operator = {
  name: 'method',
  edits: ({ node }) => {
    const other = others[nameOfCallee(node)];
    if (other === undefined || node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    return [overwritten(node.callee.property, other)];
  },
};

const passedOver = new Set(['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'flat', 'concat']);

/** An array is not filtered, cut, sorted or extended. */
export const call: Operator = {
  name: 'call',
  edits: ({ node, text }) => {
    if (node.type !== 'CallExpression' || !passedOver.has(nameOfCallee(node))) return [];
    if (node.callee.type !== 'MemberExpression' || isCopy(node)) return [];
    return [instead(node, sourceOf(text, node.callee.object))];
  },
};

/** `slice()` without bounds is there to copy: what it copies would be written to, which is no mistake of a rule. */
const isCopy = (node: Call): boolean => nameOfCallee(node) === 'slice' && node.arguments.length === 0;

/** A state is passed on as it was before a call. */
export const effect: Operator = {
  name: 'effect',
  edits: ({ node, parents, text }) => {
    if (node.type !== 'CallExpression') return [];
    const given = node.arguments[placeOfState(node)];
    if (given?.type !== 'Identifier' || !isState(given.name, text)) return [];
    const parent = parents[parents.length - 1];
    const isPassedOn = parent?.type === 'CallExpression' && parent.arguments.indexOf(node) === placeOfState(parent);
    const isNamed =
      parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && isState(parent.id.name, text);
    return isPassedOn || isNamed ? [instead(node, given.name)] : [];
  },
};

type Call = Node & { readonly type: 'CallExpression' };

/** Functions of the machine take the world, then the state; those of `model/update.ts` the state. */
const placeOfState = ({ arguments: [first] }: Call): number =>
  first?.type === 'Identifier' && first.name === 'world' ? 1 : 0;

/** Whether a name is that of a state, by what the file passes it to. */
const isState = (name: string, text: string): boolean =>
  new RegExp(`\\(world, ${name}\\b|\\bwith[A-Z]\\w*\\((?:world, )?${name}\\b`).test(text);

function upToComma(text: string, { start, end }: Node): { start: number; end: number } {
  const comma = /^\s*,/.exec(text.slice(end));
  return { start, end: end + (comma === null ? 0 : comma[0].length) };
}
