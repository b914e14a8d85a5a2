import { expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import { pairsOf } from './pairs.ts';

const point = (at: number, what: string, history: string): DecisionPoint => ({
  at,
  time: at,
  kind: 'request',
  what,
  process: 0,
  incarnation: 0,
  faults: [{ kind: 'consumer.crash' }, { kind: 'request.lost' }],
  history,
});

it('what a program asks only after a fault is where the second is tried first', () => {
  const deviation = { at: 0, fault: { kind: 'request.lost' } } as const;
  const points = [point(0, 'insert', 'a'), point(1, 'OffsetCommit', 'b'), point(2, 'Produce', 'c')];
  const base = [point(0, 'insert', 'a'), point(1, 'OffsetCommit', 'd')];
  const { fresh, others, pruned } = pairsOf(base, [{ deviation, points }], { 'request.lost': 1, 'consumer.crash': 1 });
  expect([fresh, others].map((some) => some.map(([, second]) => second.at))).toEqual([[2], [1]]);
  expect(pruned).toBe(0);
});
