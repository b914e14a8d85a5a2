import { describe, expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import type { FaultKind } from '../deviation.ts';
import { killedAfter } from './killed.ts';

const point = (at: number, history: string, more: Partial<DecisionPoint> = {}): DecisionPoint => ({
  at,
  time: at,
  kind: 'request',
  what: 'OffsetCommit',
  process: 0,
  incarnation: 0,
  faults: [{ kind: 'consumer.crash' }, { kind: 'request.lost' }],
  history,
  ...more,
});

const budgets = { 'consumer.crash': 1, terminate: 1, 'request.lost': 1 };
const base = [point(0, '0:a cluster:c'), point(1, '0:b cluster:d')];
const after = (points: readonly DecisionPoint[], kind: FaultKind = 'terminate') => [
  { deviation: { at: 0, fault: { kind } }, points },
];
const endsOf = (points: readonly DecisionPoint[], kind?: FaultKind): string[] =>
  killedAfter(base, after(points, kind), budgets).pairs.map((pair) =>
    pair.map(({ at, fault }) => `${fault.kind} at ${at}`).join(', '),
  );

describe('a process that was asked to end', () => {
  it('is killed behind the commit that it makes then, and that brokers have not seen before', () => {
    const points = [point(0, '0:a cluster:c'), point(1, '0:b cluster:c'), point(2, '0:b cluster:asked')];
    expect(endsOf(points)).toEqual(['terminate at 0, consumer.crash at 2']);
  });

  it('is not killed again where nobody has seen anything but what they see without SIGTERM, or at another such crash', () => {
    const points = [
      point(0, '0:a cluster:c'),
      point(1, '0:x cluster:c'),
      point(2, '0:x cluster:asked'),
      point(3, '0:y cluster:asked'),
    ];
    expect(killedAfter(base, after(points), budgets)).toMatchObject({ pairs: [{}], equal: 2 });
  });

  it('is the one that is killed, in the life in which it was asked', () => {
    const points = [
      point(0, '0:a cluster:c'),
      point(1, '0:b cluster:e', { process: 1 }),
      point(2, '0:b cluster:f', { incarnation: 1 }),
    ];
    expect(endsOf(points)).toEqual([]);
  });

  it('is killed where the trial allows both faults, and not behind another one', () => {
    const points = [point(0, '0:a cluster:c'), point(1, '0:b cluster:asked')];
    expect(endsOf(points, 'request.lost')).toEqual([]);
    expect(killedAfter(base, after(points), { terminate: 1 }).pairs).toEqual([]);
  });
});
