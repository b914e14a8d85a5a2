import { expect, it } from 'vitest';
import type { RunJob, Runner } from '../run-result.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { lookedAt } from './looked-at.ts';

const BREAK = { file: 'consumer.ts', line: 12, column: 9 };
const RETURN = { ...BREAK, line: 15 };
const TERMINATED: RunJob = { seed: 'a', deviations: [{ at: 1, fault: { kind: 'terminate' } }] };

/** A program that leaves a loop early where something goes wrong, and a function always; the jobs that are run. */
function leaving(outcomes: readonly string[], places = [BREAK, RETURN]) {
  const jobs: RunJob[] = [];
  const run: Runner = async (job) => {
    jobs.push(job);
    const skips = places.map((line) => ({ line, times: line === BREAK ? job.deviations.length : 2 }));
    const base = { points: [], trace: [], ledger: ledgerOf({ records: 1, outcomes }), digest: '', ignored: [] };
    return job.skips === true ? { ...base, skips } : base;
  };
  return { run, jobs };
}

it('where nothing was called for a record that is lost it is asked where the program leaves something, as it does not when nothing goes wrong', async () => {
  const { run, jobs } = leaving([]);
  const expected = allOf(['insert'], ['r0']);
  expect((await lookedAt(run, expected, TERMINATED)).skipped).toEqual([BREAK]);
  await lookedAt(run, expected, TERMINATED);
  const asked = { ...TERMINATED, skips: true };
  // How it is without a fault is asked once.
  expect(jobs.filter(({ skips }) => skips)).toEqual([{ ...asked, deviations: [] }, asked, asked]);
});

it('of a program that leaves nothing early, or does so always, nobody asks twice', async () => {
  const expected = allOf(['insert'], ['r0']);
  for (const places of [[], [RETURN]]) {
    const { run, jobs } = leaving([], places);
    for (const job of [TERMINATED, TERMINATED]) expect((await lookedAt(run, expected, job)).skipped).toEqual([]);
    expect(jobs.filter(({ skips }) => skips)).toHaveLength(1);
  }
});

it('where something was called for it, nobody asks', async () => {
  const { run, jobs } = leaving(['insert r0 failed']);
  expect((await lookedAt(run, allOf(['insert'], ['r0']), TERMINATED)).skipped).toBe(undefined);
  expect(jobs).toHaveLength(1);
});

it('without any fault it is the bare one by which the program leaves something as often as there are such records, where there is one', async () => {
  const expected = allOf(['insert'], ['r0']);
  const job: RunJob = { seed: 'a', deviations: [] };
  const leavingBy = (times: readonly number[], isBare?: true): Runner => {
    const skips = times.map((some, index) => ({ line: index === 0 ? BREAK : RETURN, times: some, isBare }));
    const base = { points: [], trace: [], ledger: ledgerOf({ records: 1, outcomes: [] }), digest: '', ignored: [] };
    return async ({ skips: isAsked }) => (isAsked ? { ...base, skips } : base);
  };
  expect((await lookedAt(leavingBy([1, 2], true), expected, job)).skipped).toEqual([BREAK]);
  expect((await lookedAt(leavingBy([1, 1], true), expected, job)).skipped).toEqual([]);
  expect((await lookedAt(leavingBy([1, 2]), expected, job)).skipped).toEqual([]);
});
