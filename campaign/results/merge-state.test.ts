import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../canonical.ts';
import type { ReadResult } from '../jobs/job-result.ts';
import { MergeState } from './merge-state.ts';
import { documentOfCampaign } from './merged-document.ts';
import { packOf } from './result-folder.ts';
import { madePlan, madeResult, madeResults, TOOL, walks } from '../testing/made-results.ts';

const plan = madePlan([1, 2], walks(1200, 100));
const results = madeResults(plan);

function stateOf(given: readonly ReadResult[]): MergeState {
  const state = new MergeState(TOOL);
  state.addPlan(plan);
  for (const result of given) state.add(result);
  return state;
}

const bytesOf = async (state: MergeState): Promise<string> =>
  `${JSON.stringify(await documentOfCampaign(state, TOOL))}\n${packOf(state)}`;

describe('merging the results of a campaign', () => {
  it('comes to the same bytes in any order, with any repeats, in any groups', async () => {
    const whole = await bytesOf(stateOf(results));
    const shuffled = fc.shuffledSubarray([...results, ...results], { minLength: 2 * results.length });
    const cuts = fc.array(fc.nat(2 * results.length), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(shuffled, cuts, fc.boolean(), async (given, at, fromTheEnd) => {
        const bounds = [0, ...at.toSorted((one, other) => one - other), given.length];
        const groups = bounds.slice(1).map((end, index) => stateOf(given.slice(bounds[index], end)));
        const ordered = fromTheEnd ? groups.toReversed() : groups;
        const state = ordered.reduce((merged, group) => {
          merged.join(group);
          return merged;
        });
        expect(await bytesOf(state)).toBe(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('names what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(results), async (given) => {
        const { jobs, missing } = await documentOfCampaign(stateOf(given), TOOL);
        const there = new Set(given.map(({ result }) => result.key));
        expect(missing.map(({ key }) => key)).toEqual(plan.jobs.map(({ key }) => key).filter((key) => !there.has(key)));
        expect(jobs).toEqual({ planned: 24, done: given.length });
      }),
      { numRuns: 30 },
    );
  });

  it('adds runs up, and keeps of each setup, guarantee and cause the least counterexample', async () => {
    const { verdicts } = await documentOfCampaign(stateOf(results), TOOL);
    expect(verdicts.map(({ name }) => name)).toEqual(['1 records', '2 records']);
    for (const { guarantees } of verdicts) {
      const loss = guarantees.find(({ id }) => id === 'no-loss');
      expect(loss).toMatchObject({ verdict: 'not-violated', evidence: { method: 'walk', runs: 1200 } });
      const { counterexample, causes } = guarantees.find(({ id }) => id === 'no-duplicates') ?? {};
      expect(causes).toEqual([counterexample]);
    }
    const steps = results.flatMap(({ result: { outcome, setup } }) =>
      'found' in outcome && setup === plan.subjects[0].digest
        ? outcome.found.map((found) => found.counterexample.steps)
        : [],
    );
    expect(steps.length).toBeGreaterThan(1);
    expect(verdicts[0].guarantees.find(({ id }) => id === 'no-duplicates')?.counterexample?.steps).toBe(
      Math.min(...steps),
    );
  });

  it('counts a run once that two cuts have made', async () => {
    const other = madePlan([1, 2], walks(1200, 400));
    const state = stateOf(results);
    for (const result of madeResults(other)) state.add(result);
    const { verdicts, missing } = await documentOfCampaign(state, TOOL);
    expect(missing).toEqual([]);
    expect(verdicts[0].guarantees[0].evidence).toMatchObject({ runs: 1200 });
  });

  it('misses no job whose runs were made in another cut', async () => {
    const state = stateOf([]);
    for (const result of madeResults(madePlan([1, 2], walks(1200, 400)))) state.add(result);
    expect(await documentOfCampaign(state, TOOL)).toMatchObject({ jobs: { planned: 24, done: 24 }, missing: [] });
  });

  it('keeps two results of one job that differ, and counts neither', async () => {
    const made = madeResult(plan, 0);
    const differing = { ...made, kafka: '9.9' };
    const state = stateOf([...results, { result: differing, digest: digestOf(differing) }]);
    const { conflicts, missing, verdicts } = await documentOfCampaign(state, TOOL);
    expect(conflicts).toMatchObject([{ key: made.key, digests: [digestOf(made), digestOf(differing)].sort() }]);
    expect(missing.map(({ key }) => key)).toEqual([made.key]);
    expect(verdicts[0].guarantees[0].evidence).toMatchObject({ runs: 1100 });
    expect(
      packOf(state)
        .split('\n')
        .filter((line) => line.includes(made.key)),
    ).toHaveLength(2);
  });

  it('takes nothing of another version of this program', () => {
    const older = madePlan([1], walks(100, 100), '0.9.0');
    const state = stateOf(results);
    expect(state.addPlan(older)).toBe('it is of kafka-trial 0.9.0, and this is 1.0.0-test');
    expect(state.add(madeResults(older)[0])).toContain('0.9.0');
    expect(state.results.size).toBe(results.length);
  });
});
