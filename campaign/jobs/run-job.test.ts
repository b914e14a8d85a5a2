import { describe, expect, it } from 'vitest';
import { mergeCoverage, sumOf } from '../../explorers/coverage.ts';
import { parseReplayToken } from '../../explorers/commands/replay-token.ts';
import { fakeHost } from '../../judging/testing/fake-host.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { RandomWork, Work } from './job.ts';
import { isSearch, type SearchOutcome } from './job-result.ts';
import { runJob } from './run-job.ts';
import { UnfinishedJob } from './unfinished-job.ts';

/** One broker, one member that may crash: processed twice in a few steps. */
const setup = setupOf({
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1 },
  scope: { records: 1, members: 1 },
});

const outcomeOf = async (work: Work): Promise<SearchOutcome> => {
  const { outcome } = await runJob({ tool: '1', setup, work }, { host: fakeHost() });
  if (!isSearch(outcome)) throw new Error('this is no search');
  return outcome;
};

const randomRuns = (method: RandomWork['method'], first: number, runs: number): Promise<SearchOutcome> =>
  outcomeOf({ method, seed: 's', first, runs });

describe('a job', () => {
  it('of walks counts what the same runs count in any other cut', async () => {
    const whole = await randomRuns('walk', 0, 90);
    const parts = [await randomRuns('walk', 0, 20), await randomRuns('walk', 20, 70)];
    expect(sumOf(parts.map(({ exercised }) => exercised))).toEqual(whole.exercised);
    expect(mergeCoverage(parts.map(({ coverage }) => coverage))).toEqual(whole.coverage);
    const steps = parts.map(({ evidence }) => ('steps' in evidence ? evidence.steps : 0));
    expect(whole.evidence).toMatchObject({ runs: 90, steps: steps[0] + steps[1] });
  });

  it('of commands begins with the run that it is told', async () => {
    const [found] = (await randomRuns('commands', 0, 60)).found;
    const first = Number.parseInt(parseReplayToken(found.counterexample.seed).path, 10);
    const again = await randomRuns('commands', first, 1);
    expect(again.found.map(({ counterexample }) => counterexample.seed)).toContain(found.counterexample.seed);
  });

  it('comes to the same twice', async () => {
    expect(await randomRuns('walk', 5, 10)).toEqual(await randomRuns('walk', 5, 10));
  });

  it('has no result when it is interrupted', async () => {
    const work: Work = { method: 'walk', seed: 's', first: 0, runs: 10 };
    const stopped = runJob({ tool: '1', setup, work }, { host: fakeHost(), signal: { aborted: true } });
    await expect(stopped).rejects.toThrow(UnfinishedJob);
  });

  it('has no result when the machine has too little memory for its search', async () => {
    const reductions = { symmetry: false, commuting: false };
    const work: Work = { method: 'exhaustive', reductions, statesMax: 1000 };
    const host = { ...fakeHost(), memoryUsed: () => Infinity };
    await expect(runJob({ tool: '1', setup, work }, { host })).rejects.toThrow('too little memory');
  });
});
