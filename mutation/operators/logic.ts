import type { Node, Visit } from '../syntax.ts';
import { instead, type Operator, sourceOf, swapped } from './operator.ts';

/** && and || change places. */
export const logical: Operator = {
  name: 'logical',
  edits: ({ node, text }) => {
    if (node.type !== 'LogicalExpression' || node.operator === '??') return [];
    return [swapped(text, node, node, node.operator === '&&' ? '||' : '&&')];
  },
};

/** One side of && or || is forgotten. */
export const operand: Operator = {
  name: 'operand',
  edits: ({ node, text }) => {
    if (node.type !== 'LogicalExpression' || node.operator === '??') return [];
    return [node.left, node.right].map((kept) => instead(node, sourceOf(text, kept)));
  },
};

/** What stands in for a missing value is forgotten. */
export const nullish: Operator = {
  name: 'nullish',
  edits: ({ node, text }) =>
    node.type === 'LogicalExpression' && node.operator === '??' ? [instead(node, sourceOf(text, node.left))] : [],
};

/** A "not" is forgotten. */
export const negation: Operator = {
  name: 'negation',
  edits: ({ node, text }) =>
    node.type === 'UnaryExpression' && node.operator === '!' ? [instead(node, sourceOf(text, node.argument))] : [],
};

/** A condition is always met, or never; a loop is not entered. */
export const condition: Operator = {
  name: 'condition',
  edits: ({ node, parents }) => {
    if (!isTest({ node, parents })) return [];
    // A loop whose condition is always met does not end, which any test that reaches it notices.
    const isLoop = !/^(?:If|Conditional)/.test(parents[parents.length - 1].type);
    return (isLoop ? ['false'] : ['true', 'false']).map((constant) => instead(node, constant));
  },
};

/** True and false change places. */
export const boolean: Operator = {
  name: 'boolean',
  edits: ({ node }) =>
    node.type === 'Literal' && typeof node.value === 'boolean' ? [instead(node, String(!node.value))] : [],
};

function isTest({ node, parents }: Visit): boolean {
  const parent: Node | undefined = parents[parents.length - 1];
  return parent !== undefined && 'test' in parent && parent.test === node && parent.type !== 'SwitchCase';
}
