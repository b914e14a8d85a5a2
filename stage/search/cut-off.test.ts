import { describe, expect, it } from 'vitest';
import { CutOffError } from '../cut-off-error.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import { toyRunner } from '../testing/toy.ts';
import type { Budgets } from './budgets.ts';
import { cuttingOff } from './cut-off.ts';
import { search } from './search.ts';
import type { Searched } from './searched.ts';

const WHY = { place: 'consumer.ts:7:3', reason: 'a run has not ended in 60 s', wayOut: 'wait' };
const LINE = { file: 'consumer.ts', line: 7, column: 3 };

/** A program whose runs of some jobs have to be ended. */
function cutOffIn(isIt: (job: RunJob) => boolean, endless: boolean): Runner {
  const run = toyRunner({ order: 'work first' });
  return cuttingOff(async (job) => {
    const result = await run(job);
    if (!isIt(job)) return result;
    const ledger = { ...result.ledger, outcomes: [], commits: [], atRest: false };
    const here: RunResult = { ...result, ledger: { ...ledger, endless: { process: 0, incarnation: 0, line: LINE } } };
    throw endless ? new CutOffError(WHY, here) : new CutOffError(WHY);
  });
}

const searchOf = (run: Runner, more: Budgets = {}): Promise<Searched> =>
  search({ seed: 's', budgets: { 'consumer.crash': 1, ...more }, runners: [run], pairsMax: 0, walksMax: 0 });

const isAt = (at: number) => (job: RunJob) => job.deviations[0]?.at === at;

describe('a run that had to be ended', () => {
  it('counts as not tried, and the rest of the verdict stands', async () => {
    const { extents, cutOff, tried } = await searchOf(cutOffIn(isAt(2), false));
    expect(extents['one fault']).toEqual({ runs: 3, of: 4 });
    expect(cutOff).toMatchObject([{ cutOff: WHY }]);
    expect(tried).toHaveLength(4);
  });

  it('is stuck at the line at which it goes round and round', async () => {
    const { extents, cutOff, tried } = await searchOf(cutOffIn(isAt(2), true));
    expect(extents['one fault']).toEqual({ runs: 4, of: 4 });
    expect(cutOff).toEqual([]);
    expect(tried[3].anomalies).toMatchObject(
      ['r0', 'r1'].map((record) => ({ kind: 'stuck', record, line: LINE, owner: 'user' })),
    );
  });

  it('ends the search where there are many', async () => {
    const { extents, cutOff } = await searchOf(
      cutOffIn(({ deviations }) => deviations.length > 0, false),
      {
        'request.lost': 1,
      },
    );
    expect(cutOff).toHaveLength(4);
    expect(extents['one fault']).toEqual({ runs: 0, of: 6 });
  });

  it('is refused where nothing has gone wrong yet', async () => {
    await expect(searchOf(cutOffIn(() => true, true))).rejects.toThrow('consumer.ts:7:3: a run has not ended in 60 s');
  });
});
