import { describe, expect, it } from 'vitest';
import { judge } from '../judge.ts';
import type { Operation } from '../recording/operation.ts';
import { did, polled, sent, together } from '../testing/told.ts';

const circles = (history: readonly Operation[], wwDeps = true): unknown =>
  judge(history, { wwDeps }).anomalies.filter(({ name }) => /^G[01]c?(?:-realtime)?$|cycle/.test(name));

describe('a circle of dependencies', () => {
  it('of writes hides one of reads and time among the same operations, as with Elle', () => {
    const history = together(
      did(0, [sent('x', 0, 'a'), sent('y', 1, 'b'), polled('z', 0, 'e')]),
      did(1, [sent('x', 1, 'c'), sent('y', 0, 'd'), sent('z', 0, 'e'), polled('x', 0, 'a')]),
    );
    expect(circles(history)).toMatchObject([{ name: 'G0' }, { name: 'PL-1-cycle-exists' }]);
    expect(circles(history, false)).toMatchObject([{ name: 'G1c' }, { name: 'PL-2-cycle-exists' }]);
  });

  it('is told with its operations, and why each follows the one before', () => {
    const t0 = did(0, [sent('x', 0, 'a'), polled('y', 0, 'b')]);
    const t1 = did(1, [sent('y', 0, 'b'), polled('x', 0, 'a')]);
    const [circle] = judge(together(t0, t1)).anomalies;
    expect(circle).toMatchObject({ name: 'G1c', cases: [{ steps: ['wr', 'wr'] }] });
    expect([
      [2, 3, 2],
      [3, 2, 3],
    ]).toContainEqual(circle.cases[0].cycle);
  });

  it('of reads and one of writes and time are told both, when no circle of writes alone is there', () => {
    // t0 and t1 read each other; t2 begins when both are over, and yet writes before t0.
    const t0 = did(0, [sent('x', 0, 'a'), polled('y', 0, 'b'), sent('z', 1, 'later')]);
    const t1 = did(1, [sent('y', 0, 'b'), polled('x', 0, 'a')]);
    const t2 = did(2, [sent('z', 0, 'earlier')]);
    const names = judge([...together(t0, t1), ...t2], { wwDeps: true }).errorTypes;
    expect(names).toEqual(['G0-realtime', 'G1c', 'PL-2-cycle-exists', 'strong-PL-1-cycle-exists', 'unseen']);
  });

  it('is none of an operation with itself', () => {
    expect(circles(did(0, [sent('x', 0, 'a'), polled('x', 0, 'a')]))).toEqual([]);
  });

  it('is told once for each set of operations that depend on each other', () => {
    const pair = (key: string, process: number): Operation[] =>
      together(
        did(process, [sent(`${key}1`, 0, 'a'), polled(`${key}2`, 0, 'b')]),
        did(process + 1, [sent(`${key}2`, 0, 'b'), polled(`${key}1`, 0, 'a')]),
      );
    expect(circles([...pair('x', 0), ...pair('y', 2)], false)).toMatchObject([
      { name: 'G1c', count: 2 },
      { name: 'PL-2-cycle-exists', count: 2 },
    ]);
  });

  it('is looked for no further than Elle can when paths are too many, and found nevertheless', () => {
    // Everybody writes to both partitions, to the second one in a shuffled order.
    const count = 1200;
    const order = Array.from({ length: count }, (_, at) => (at * 7919) % count);
    const operations = order.map((place, at) => did(at, [sent('x', at, at), sent('y', place, at)]));
    expect(circles(together(...operations))).toMatchObject([{ name: 'G0' }, { name: 'PL-1-cycle-exists' }]);
  });
});
