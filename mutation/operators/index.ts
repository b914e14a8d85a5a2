import { arithmetic, bits, complement, offByOne, step } from './arithmetic.ts';
import { equalityNegation, relationalBoundary, relationalNegation } from './comparisons.ts';
import { boolean, condition, logical, negation, nullish, operand } from './logic.ts';
import type { Operator } from './operator.ts';
import { call, effect, element, method, property, statement } from './removals.ts';
import { returned } from './returned.ts';

/** The mistakes that are made on purpose, in the order in which they are listed. */
export const operators: readonly Operator[] = [
  relationalBoundary,
  relationalNegation,
  equalityNegation,
  logical,
  operand,
  condition,
  negation,
  boolean,
  nullish,
  arithmetic,
  offByOne,
  step,
  bits,
  complement,
  returned,
  statement,
  effect,
  property,
  element,
  method,
  call,
];
