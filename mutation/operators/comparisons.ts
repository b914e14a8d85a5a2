import { type Operator, swapped } from './operator.ts';

/** Operators of binary expressions, from one operator of the language to another. */
export function swaps(name: string, what: string, others: Readonly<Record<string, string>>): Operator {
  return {
    name,
    what,
    edits: ({ node, text }) =>
      node.type === 'BinaryExpression' && Object.hasOwn(others, node.operator)
        ? [swapped(text, node, node, others[node.operator])]
        : [],
  };
}

export const relationalBoundary = swaps('relational-boundary', 'a comparison takes its bound in, or leaves it out', {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
});

export const relationalNegation = swaps('relational-negation', 'a comparison holds where it did not', {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
});

export const equalityNegation = swaps('equality-negation', 'equal and different change places', {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
});
