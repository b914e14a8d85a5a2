import { expect, it } from 'vitest';
import type { Deviation } from '../deviation.ts';
import type { RunJob, Runner } from '../run-result.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { lookedAt } from './looked-at.ts';

const FAILS: Deviation = { at: 1, fault: { kind: 'effect.failed' } };
const CRASHES: Deviation = { at: 2, fault: { kind: 'consumer.crash' } };

/** Which jobs are run for one that has this outcome. */
async function runFor(deviations: readonly Deviation[], outcome: string) {
  const jobs: RunJob[] = [];
  const ledger = ledgerOf({ records: 1, outcomes: [outcome] });
  const run: Runner = async (job) => {
    jobs.push(job);
    return { points: [], trace: [], ledger, digest: '', ignored: [] };
  };
  await lookedAt(run, allOf(['insert'], ['r0']), { seed: 'a', deviations });
  return jobs;
}

it('a loss after a call that failed is looked at in the same run without its last fault as well', async () => {
  const job = { seed: 'a', lines: true };
  expect(await runFor([FAILS, CRASHES], 'insert r0 failed')).toEqual([
    { ...job, deviations: [FAILS, CRASHES] },
    { ...job, deviations: [FAILS] },
  ]);
});

it('with one fault, or where nothing is lost, there is nothing more to look at', async () => {
  expect(await runFor([FAILS], 'insert r0 failed')).toHaveLength(1);
  expect(await runFor([FAILS, CRASHES], 'insert r0')).toHaveLength(1);
});
