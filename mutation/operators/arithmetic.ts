import type { Node } from '../syntax.ts';
import { swaps } from './comparisons.ts';
import { instead, type Operator, overwritten, sourceOf, swapped } from './operator.ts';

const others: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};

const numbers = swaps('arithmetic', others);

/** Another operation on numbers, or none. */
export const arithmetic: Operator = {
  ...numbers,
  edits: (site) => {
    const { node, text } = site;
    if (isText(node)) return [];
    const isSum = node.type === 'BinaryExpression' && /^[+-]$/.test(node.operator);
    return [...numbers.edits(site), ...(isSum ? [instead(node, sourceOf(text, node.left))] : [])];
  },
};

/** Another operation on bits. */
export const bits = swaps('bits', {
  '&': '|',
  '|': '&',
  '^': '|',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
});

/** The complement of a set is forgotten. */
export const complement: Operator = {
  name: 'complement',
  edits: ({ node, text }) =>
    node.type === 'UnaryExpression' && node.operator === '~' ? [instead(node, sourceOf(text, node.argument))] : [],
};

const assigned: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=', '|=': '&=', '&=': '|=' };

/** A variable goes the other way. */
export const step: Operator = {
  name: 'step',
  edits: ({ node, parents, text }) => {
    // A loop that counts the wrong way does not end, which any test that reaches it notices.
    const parent = parents[parents.length - 1];
    if (parent?.type === 'ForStatement' && parent.update === node) return [];
    if (node.type === 'AssignmentExpression' && Object.hasOwn(assigned, node.operator)) {
      return [swapped(text, node, node, assigned[node.operator])];
    }
    return [];
  },
};

/** A number is one too large. */
export const offByOne: Operator = {
  name: 'off-by-one',
  edits: ({ node, parents }) => {
    if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
    const parent = parents[parents.length - 1];
    // A key is a name, and -1 one for what is not there.
    if (parent.type === 'UnaryExpression' || (parent.type === 'Property' && parent.key === node)) return [];
    return [overwritten(node, String(node.value + 1))];
  },
};

/** Whether a sum is of texts, as far as its form says. */
function isText(node: Node): boolean {
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'Literal') return typeof node.value === 'string';
  return node.type === 'BinaryExpression' && node.operator === '+' && (isText(node.left) || isText(node.right));
}
