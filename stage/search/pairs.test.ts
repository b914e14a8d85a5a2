import { expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import { endedBefore, type Pairs, pairsOf } from './pairs.ts';

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
  const { fresh, others, equal } = pairsOf(base, [{ deviation, points }], { 'request.lost': 1, 'consumer.crash': 1 });
  expect([fresh, others].map((some) => some.map(([, second]) => second.at))).toEqual([[2], [1]]);
  expect(equal).toBe(0);
});

it('a program that was told of a call that failed, and lives on, is ended before others have two faults', () => {
  const call = { ...point(0, 'insert', 'a'), kind: 'effect' } as const;
  const base = [call, point(1, 'OffsetCommit', 'b')];
  const points = [call, point(1, 'OffsetCommit', 'c')];
  const after = (kind: 'effect.failed' | 'request.lost') => [{ deviation: { at: 0, fault: { kind } }, points }];
  const budgets = { 'effect.failed': 1, 'request.lost': 1, 'consumer.crash': 1 };
  const kindsOf = (pairs: Pairs) =>
    [pairs.told, pairs.others].map((some) => some.map(([, second]) => second.fault.kind));
  expect(kindsOf(pairsOf(base, after('effect.failed'), budgets))).toEqual([['consumer.crash'], ['request.lost']]);
  expect(kindsOf(pairsOf(base, after('request.lost'), budgets))).toEqual([[], ['consumer.crash']]);
});

it('of a call that comes late, and that a program makes only after a fault, nothing comes where its process ends just before it', () => {
  const call = (at: number, what: string): DecisionPoint => ({ ...point(at, what, `${at}`), kind: 'effect' });
  const pair = [
    { at: 0, fault: { kind: 'effect.failed' } },
    { at: 1, fault: { kind: 'effect.late' } },
  ] as const;
  const points = [call(0, 'insert'), call(1, 'upsert'), point(2, 'OffsetCommit', 'c'), call(3, 'upsert, late')];
  const budgets = { 'effect.failed': 1, 'effect.late': 1, 'consumer.crash': 1 };
  const ends = [[...pair, { at: 3, fault: { kind: 'consumer.crash' } }]];
  expect(endedBefore(pair, points, budgets)).toEqual(ends);
  expect(endedBefore(pair, points, { ...budgets, 'consumer.crash': 0 })).toEqual([]);
  expect(endedBefore([...pair].reverse(), points, budgets)).toEqual([]);
  expect(endedBefore(pair, points.slice(0, 3), budgets)).toEqual([]);
});
