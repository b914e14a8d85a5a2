import { describe, expect, it } from 'vitest';
import { type AloConsumer, type AloState, EMPTY, NOBODY } from '../model/published/pipeline/alo.ts';
import { ALO_NO_DUPLICATES, ALO_NO_LOSS } from './pipeline.ts';

const idle: AloConsumer = { alive: true, pos: 0, buf: EMPTY, proc: 0 };

/** A state given by what the two properties look at. */
const state = (committed: number, out: number, first: Partial<AloConsumer> = {}): AloState => ({
  leo: 3,
  owner: NOBODY,
  committed,
  crashes: 0,
  kicks: 0,
  out,
  consumers: [{ ...idle, ...first }, idle],
});

describe('no-loss of the pipeline', () => {
  it('accepts a committed record that was processed', () => {
    expect(ALO_NO_LOSS.violation(state(1, 0b01))).toBeNull();
  });

  it('accepts a committed record that somebody alive still holds', () => {
    expect(ALO_NO_LOSS.violation(state(1, 0, { buf: 0 }))).toBeNull();
  });

  it('refuses a committed record that nobody processed or holds', () => {
    expect(ALO_NO_LOSS.violation(state(2, 0b01))).toEqual({ cause: 'committed before it was processed' });
    expect(ALO_NO_LOSS.violation(state(1, 0, { buf: 0, alive: false }))).not.toBeNull();
  });

  it('is put to the test by a commit', () => {
    expect([state(0, 1), state(1, 1)].map((each) => ALO_NO_LOSS.exercised(each))).toEqual([false, true]);
  });
});

describe('no-duplicates of the pipeline', () => {
  it('accepts records processed once, and refuses one processed twice', () => {
    expect(ALO_NO_DUPLICATES.violation(state(0, 0b01_01_01))).toBeNull();
    expect(ALO_NO_DUPLICATES.violation(state(0, 0b01_10_01))).toEqual({
      cause: 'processed again after a crash or an eviction',
    });
  });

  it('is put to the test by a record that was processed', () => {
    expect([state(1, 0), state(0, 1)].map((each) => ALO_NO_DUPLICATES.exercised(each))).toEqual([false, true]);
  });
});
