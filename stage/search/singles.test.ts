import { describe, expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import { singlesOf } from './singles.ts';

const point = (at: number, history: string, more: Partial<DecisionPoint> = {}): DecisionPoint => ({
  at,
  time: at,
  kind: 'request',
  what: 'Fetch',
  process: 0,
  incarnation: 0,
  faults: [{ kind: 'consumer.crash' }, { kind: 'terminate' }, { kind: 'request.lost' }],
  history,
  ...more,
});

const budgets = { 'consumer.crash': 1, terminate: 1, 'request.lost': 1 };
const equalIn = (points: readonly DecisionPoint[], isExact?: boolean): string[][] =>
  singlesOf(points, budgets, isExact)
    .map(({ deviation, equal }) =>
      [deviation, ...equal.map((other) => other.deviation)].map(({ at, fault }) => `${fault.kind} at ${at}`),
    )
    .filter(({ length }) => length > 1);

describe('single faults that come to the same', () => {
  it('are crashes of a process between which nobody else has seen anything', () => {
    const points = [point(0, '0:a cluster:c'), point(1, '0:b cluster:c'), point(2, '0:d cluster:e')];
    expect(equalIn(points)).toEqual([['consumer.crash at 0', 'consumer.crash at 1']]);
  });

  it('are not crashes of two processes, or of two lives, nor those between which another process or an effect was', () => {
    const points = [
      point(0, '0:a 1:x outside:o'),
      point(1, '0:b 1:y outside:o'),
      point(2, '0:c 1:y outside:p'),
      point(3, '0:c 1:y outside:p', { incarnation: 1 }),
      point(4, '0:c 1:z outside:p', { process: 1 }),
    ];
    expect(equalIn(points)).toEqual([]);
  });

  it('are not there where a run is no function of its job', () => {
    const points = [point(0, '0:a cluster:c'), point(1, '0:b cluster:c')];
    expect(equalIn(points, false)).toEqual([]);
  });
});
