import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { MicroOperation, Operation } from './recording/operation.ts';
import { did, polled, sent, took } from './testing/told.ts';

/** Gives every operation the time at which it stands. */
const timed = (history: readonly Operation[]): Operation[] => history.map((each, time) => ({ ...each, time }));
const worst = (...parts: readonly (readonly Operation[])[]): unknown => judge(timed(parts.flat())).worstRealtimeLag;
const polls = (process: number, ...micros: readonly MicroOperation[]): Operation[] => did(process, micros);
const nothing: MicroOperation = ['poll', {}];

describe('how far a consumer is behind', () => {
  it('is told from when it was known that there is more', () => {
    // Known at 3 that offset 0 is there; the second poll began at 6.
    const a = did(0, [sent('x', 0, 'a')]);
    expect(worst(took('assign', 1, ['x']), a, polls(1, nothing), polls(1, nothing))).toEqual({
      time: 6,
      process: 1,
      key: 'x',
      lag: 3,
    });
  });

  it('is nothing when everything was read, or the partition is not its own', () => {
    const a = did(0, [sent('x', 0, 'a')]);
    expect(worst(took('assign', 1, ['x']), a, polls(1, polled('x', 0, 'a')), polls(1, nothing))).toBeUndefined();
    expect(worst(took('subscribe', 1, ['x']), a, polls(1, nothing))).toBeUndefined();
  });

  it('is kept by an assignment that keeps the partition, and begins anew with one that lost it', () => {
    const log = did(0, [sent('x', 0, 'a'), sent('x', 1, 'b')]);
    const reads = [...took('assign', 1, ['x']), ...log, ...polls(1, polled('x', 0, 'a', 1, 'b'))];
    expect(worst(reads, took('assign', 1, ['x', 'y']), polls(1, nothing))).toBeUndefined();
    expect(worst(reads, took('assign', 1, ['y']), took('assign', 1, ['x']), polls(1, nothing))).toMatchObject({
      lag: 7,
    });
  });

  it('counts a higher offset as all those below it, and forgets sends before one whose offset is not known', () => {
    const gap = did(0, [sent('x', 5, 'a')]);
    expect(worst(took('assign', 1, ['x']), gap, polls(1, nothing))).toMatchObject({ lag: 1 });
    const forgotten = did(0, [sent('x', 5, 'a'), ['send', 'x', 'b']]);
    expect(worst(took('assign', 1, ['x']), forgotten, polls(1, nothing))).toBeUndefined();
  });
});
