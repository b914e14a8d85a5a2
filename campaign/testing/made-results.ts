import type { Counterexample } from '../../reports/documents/verdict.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { type CampaignPlan, PLAN_FORMAT, type Subject } from '../plan/campaign-plan.ts';
import { digestOf } from '../canonical.ts';
import { keyOf, setupDigest, type Work } from '../jobs/job.ts';
import { type JobResult, type ReadResult, RESULT_FORMAT } from '../jobs/job-result.ts';

/** Plans and results that no search has made: for tests of what becomes of them. */

export const TOOL = '1.0.0-test';

const subjectOf = (records: number): Subject => {
  const setup = setupOf({ cluster: { brokers: 1 }, faults: { 'consumer.crash': 1 }, scope: { records, members: 1 } });
  const name = `${records} records`;
  return { name, file: name, setup, digest: setupDigest(setup), ignored: [], notes: [], lacks: [], swept: {} };
};

/** @param records of each setup, which are otherwise the same. */
export function madePlan(records: readonly number[], works: readonly Work[], tool = TOOL): CampaignPlan {
  const subjects = records.map(subjectOf);
  const jobs = subjects.flatMap(({ digest }, subject) =>
    works.map((work) => ({ key: keyOf(tool, digest, work), subject, work })),
  );
  return { format: PLAN_FORMAT, version: 1, tool, subjects, refused: [], jobs };
}

/** Ranges of walks of one seed. */
export const walks = (runs: number, perJob: number, seed = 's'): Work[] =>
  Array.from({ length: runs / perJob }, (_, index) => ({
    method: 'walk',
    seed,
    first: index * perJob,
    runs: perJob,
  }));

const counterexample = (steps: number, seed: string): Counterexample => ({
  steps,
  shortest: false,
  seed,
  schedule: Array.from({ length: steps }, () => ({ type: 'producer.send', producer: 0, broker: 0 })),
  cause: 'delivered again',
  summary: 'twice',
  story: [],
});

/** What a stub comes to in a job: figures that depend on its key alone, and now and then a violation. */
export function madeResult(plan: CampaignPlan, index: number): JobResult {
  const { key, subject, work } = plan.jobs[index];
  const number = Number.parseInt(key.slice(0, 8), 16);
  const runs = 'runs' in work ? work.runs : 1;
  const seed = 'first' in work ? `s:${work.first}` : 'bfs';
  return {
    format: RESULT_FORMAT,
    version: 1,
    tool: plan.tool,
    kafka: '4.1',
    key,
    setup: plan.subjects[subject].digest,
    work,
    outcome: {
      evidence: { method: 'walk', runs, steps: (number % 1000) + runs, exercised: 0 },
      complete: false,
      reduced: false,
      states: 0,
      coverage: { actions: { 'producer.send': number % 97 }, goals: { reached: number % 7 } },
      exercised: { 'no-loss': number % 13, 'no-duplicates': number % 11 },
      found:
        number % 3 === 0 ? [{ property: 'no-duplicates', counterexample: counterexample(3 + (number % 5), seed) }] : [],
    },
  };
}

export const madeResults = (plan: CampaignPlan): ReadResult[] =>
  plan.jobs.map((_, index) => {
    const result = madeResult(plan, index);
    return { result, digest: digestOf(result) };
  });
