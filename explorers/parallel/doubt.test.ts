import { describe, expect, it } from 'vitest';
import { replicated } from '../../model/testing/story.ts';
import { ALL_REDUCTIONS } from '../../reductions/reduced.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { yieldToEventLoop } from '../coroutine.ts';
import { exhaustive } from '../exhaustive.ts';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import { type TrialSpecification, withTrial } from '../trial-specification.ts';
import { exhaustiveParallel } from './exhaustive-parallel.ts';
import { sequentialPool } from './sequential-pool.ts';

const pipeline: TrialSpecification = { system: 'alo', constants: { records: 3, crashes: 2, kicks: 2 } };
const inParts: TrialSpecification = {
  system: 'cluster',
  reductions: ALL_REDUCTIONS,
  setup: setupOf(replicated(2, 1, { faults: { 'broker.crash': 1, 'consumer.crash': 1 }, scope: { members: 2 } })),
};

/** A search by two workers that is asked about once it has so many states, and how often that was. */
async function doubted(specification: TrialSpecification, from: number, answer: string | undefined) {
  let asked = 0;
  const why = async (): Promise<string | undefined> => {
    asked += 1;
    await yieldToEventLoop();
    return answer;
  };
  const early = { poolFactory: sequentialPool, startWorkersFrom: 10, parallelFrom: 20 };
  const result = await withTrial(
    specification,
    (trial): Promise<ExhaustiveResult<unknown>> =>
      exhaustiveParallel(trial, specification, { workers: 2, doubt: { from, why }, ...early }),
  );
  return { result, asked };
}

describe.each([
  ['a pipeline', pipeline],
  ['a cluster in parts', inParts],
])('a search of %s that is in doubt', (_name, specification) => {
  const whole = withTrial(specification, (trial): ExhaustiveResult<unknown> => exhaustive(trial, {}));

  it.each([20, Math.floor(whole.distinct * 0.8)])('is asked about once, at %d states, and goes on', async (from) => {
    const { result, asked } = await doubted(specification, from, undefined);
    expect(result).toEqual({ ...whole, bytes: result.bytes, workers: result.workers });
    expect(asked).toBe(1);
  });

  it.each([20, Math.floor(whole.distinct * 0.8)])('or ends there, at %d states', async (from) => {
    const { result } = await doubted(specification, from, 'there are more');
    expect(result).toMatchObject({ complete: false, stopped: 'there are more' });
    expect(result.distinct).toBeGreaterThanOrEqual(from);
    expect(result.distinct).toBeLessThan(whole.distinct);
  });

  it('ends as it is stopped while it is asked about', async () => {
    const signal = { aborted: false };
    const why = async (): Promise<string> => {
      signal.aborted = true;
      return 'there are more';
    };
    const result = await withTrial(
      specification,
      (trial): Promise<ExhaustiveResult<unknown>> =>
        exhaustiveParallel(trial, specification, { workers: 1, signal, doubt: { from: 20, why } }),
    );
    expect(result.stopped).toBe('interrupted');
  });

  it('is not asked about where there are fewer states', async () => {
    expect((await doubted(specification, whole.distinct + 1, 'there are more')).asked).toBe(0);
  });
});
