import type { Node, Visit } from '../syntax.ts';
import { instead, type Operator, sourceOf, swapped } from './operator.ts';

export const logical: Operator = {
  name: 'logical',
  what: '&& and || change places',
  edits: ({ node, text }) => {
    if (node.type !== 'LogicalExpression' || node.operator === '??') return [];
    return [swapped(text, node, node, node.operator === '&&' ? '||' : '&&')];
  },
};

export const operand: Operator = {
  name: 'operand',
  what: 'one side of && or || is forgotten',
  edits: ({ node, text }) => {
    if (node.type !== 'LogicalExpression' || node.operator === '??') return [];
    return [node.left, node.right].map((kept) => instead(node, sourceOf(text, kept)));
  },
};

export const nullish: Operator = {
  name: 'nullish',
  what: 'what stands in for a missing value is forgotten',
  edits: ({ node, text }) =>
    node.type === 'LogicalExpression' && node.operator === '??' ? [instead(node, sourceOf(text, node.left))] : [],
};

export const negation: Operator = {
  name: 'negation',
  what: 'a "not" is forgotten',
  edits: ({ node, text }) =>
    node.type === 'UnaryExpression' && node.operator === '!' ? [instead(node, sourceOf(text, node.argument))] : [],
};

export const condition: Operator = {
  name: 'condition',
  what: 'a condition is always met, or never; a loop is not entered',
  edits: ({ node, parents }) => {
    if (!isTest({ node, parents })) return [];
    // A loop whose condition is always met does not end, which any test that reaches it notices.
    const isLoop = !/^(?:If|Conditional)/.test(parents[parents.length - 1].type);
    return (isLoop ? ['false'] : ['true', 'false']).map((constant) => instead(node, constant));
  },
};

export const boolean: Operator = {
  name: 'boolean',
  what: 'true and false change places',
  edits: ({ node }) =>
    node.type === 'Literal' && typeof node.value === 'boolean' ? [instead(node, String(!node.value))] : [],
};

function isTest({ node, parents }: Visit): boolean {
  const parent: Node | undefined = parents[parents.length - 1];
  return parent !== undefined && 'test' in parent && parent.test === node && parent.type !== 'SwitchCase';
}
