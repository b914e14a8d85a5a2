import { describe, expect, it } from 'vitest';
import { ActionWeights } from './action-weights.ts';

interface Sample {
  readonly type: 'fetch' | 'poll' | 'crash';
  readonly broker: number;
}
const fetches: readonly Sample[] = [1, 2, 3, 4].map((broker) => ({ type: 'fetch', broker }));
const poll: Sample = { type: 'poll', broker: 1 };
const crash: Sample = { type: 'crash', broker: 1 };
const isFault = ({ type }: Sample) => type === 'crash';

const distinct = (numbers: readonly number[]): number => new Set(numbers).size;

describe('the weights of a run', () => {
  it('are those given, the largest of them 1, and less for faults', () => {
    const weights = new ActionWeights(isFault, { weights: { poll: 4, crash: 2 }, faultWeight: 0.1 });
    weights.begin(null);
    expect([...fetches, poll, crash].map(weights.of)).toEqual([0.25, 0.25, 0.25, 0.25, 1, 0.05]);
  });

  it('are 0 for faults where none may happen', () => {
    const weights = new ActionWeights(isFault, {});
    weights.begin(null);
    expect([poll, crash].map(weights.of)).toEqual([1, 0.3]);
    expect([poll, crash].map(weights.faultless)).toEqual([1, 0]);
  });

  it('are its own in a swarm: one for each type of action, the same whenever the run is made again', () => {
    const weights = new ActionWeights(isFault, {});
    const run = (salt: number) => {
      weights.begin({ salt, perAction: false });
      return [...fetches, poll, crash].map(weights.of);
    };
    const first = run(7);
    expect(distinct(first.slice(0, 4))).toBe(1);
    expect(distinct(first)).toBe(3);
    for (const weight of first) expect(weight).toBeLessThanOrEqual(1);
    expect(run(8)).not.toEqual(first);
    expect(run(7)).toEqual(first);
  });

  it('tell single actions apart in some runs of the swarm', () => {
    const weights = new ActionWeights(isFault, {});
    weights.begin({ salt: 7, perAction: true });
    expect(distinct(fetches.map(weights.of))).toBe(4);
    for (const fetch of fetches) expect(weights.of(fetch)).toBeGreaterThanOrEqual(2 ** -4);
  });
});
