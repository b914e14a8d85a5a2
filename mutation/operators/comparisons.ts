import { type Operator, swapped } from './operator.ts';

/** Operators of binary expressions, from one operator of the language to another. */
export function swaps(name: string, others: Readonly<Record<string, string>>): Operator {
  return {
    name,
    edits: ({ node, text }) =>
      node.type === 'BinaryExpression' && Object.hasOwn(others, node.operator)
        ? [swapped(text, node, node, others[node.operator])]
        : [],
  };
}

/** A comparison takes its bound in, or leaves it out. */
export const relationalBoundary = swaps('relational-boundary', {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
});

/** A comparison holds where it did not. */
export const relationalNegation = swaps('relational-negation', {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
});

/** Equal and different change places. */
export const equalityNegation = swaps('equality-negation', {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
});
