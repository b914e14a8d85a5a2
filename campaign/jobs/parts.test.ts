import { describe, expect, it } from 'vitest';
import { faultsIn } from '../../judging/searches/fault-choices.ts';
import { fakeHost } from '../../judging/testing/fake-host.ts';
import type { Setup } from '../../model/setup.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { MergeState } from '../results/merge-state.ts';
import { documentOfCampaign } from '../results/merged-document.ts';
import { type CampaignPlan, PLAN_FORMAT } from '../plan/campaign-plan.ts';
import { digestOf } from '../canonical.ts';
import { keyOf, type Part, setupDigest, type Work } from './job.ts';
import { partsOf } from './parts.ts';
import { runJob } from './run-job.ts';

const TOOL = '1';
const host = fakeHost();

/** Verdicts by a search with nothing left out, of the whole scope or of its parts. */
async function verdictsOf(setup: Setup, works: readonly Work[], kept: (work: Work) => boolean = () => true) {
  const subject = {
    name: 's',
    file: 's',
    setup,
    digest: setupDigest(setup),
    ignored: [],
    notes: [],
    lacks: [],
    swept: {},
  };
  const jobs = works.map((work) => ({ key: keyOf(TOOL, subject.digest, work), subject: 0, work }));
  const plan: CampaignPlan = { format: PLAN_FORMAT, version: 1, tool: TOOL, subjects: [subject], refused: [], jobs };
  const state = new MergeState(TOOL);
  state.addPlan(plan);
  for (const { work } of jobs.filter((job) => kept(job.work))) {
    const result = await runJob({ tool: TOOL, setup, work }, { host });
    state.add({ result, digest: digestOf(result) });
  }
  const [document] = (await documentOfCampaign(state, TOOL)).verdicts;
  return document;
}

const reductions = { symmetry: false, commuting: false };
const whole: Work = { method: 'exhaustive', reductions, statesMax: 1_000_000 };
const split = (setup: Setup): Work[] => partsOf(setup).map((part) => ({ ...whole, part }));

const EVERYDAY = {
  producer: { acks: 'all' },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
} as const;
const AUTO_COMMIT = {
  producer: { acks: 1 },
  consumer: { 'enable.auto.commit': true, 'auto.offset.reset': 'earliest' },
};

const BUDGETS = [
  { 'consumer.crash': 2 },
  { 'consumer.crash': 1, 'response.lost': 1 },
  { 'broker.crash': 1, rebalance: 1 },
] as const;

describe('a scope in parts', () => {
  it.each(
    [EVERYDAY, AUTO_COMMIT].flatMap((keys) =>
      BUDGETS.map((faults) => [JSON.stringify([keys, faults]), keys, faults] as const),
    ),
  )('has the verdicts and counts of the whole: %s', async (_, keys, faults) => {
    const brokers = 'broker.crash' in faults ? 2 : 1;
    const setup = setupOf({ ...keys, cluster: { brokers }, faults, scope: { records: 1, members: 1, lags: 0 } });
    const one = await verdictsOf(setup, [whole]);
    const parts = await verdictsOf(setup, split(setup));
    expect(parts.guarantees.map(({ id, verdict }) => [id, verdict])).toEqual(
      one.guarantees.map(({ id, verdict }) => [id, verdict]),
    );
    for (const [index, { evidence, causes = [] }] of parts.guarantees.entries()) {
      const { evidence: of, causes: known = [] } = one.guarantees[index];
      const {
        generated: _generated,
        expectedCollisions: _collisions,
        parts: said,
        ...counts
      } = evidence as typeof of & {
        generated: number;
        expectedCollisions: number;
        parts?: number;
      };
      expect(of).toMatchObject(counts);
      expect(said).toBe(partsOf(setup).length);
      expect(causes.map(({ steps, cause }) => [cause, steps])).toEqual(known.map(({ steps, cause }) => [cause, steps]));
    }
    expect(parts.proved).toBe(one.proved);
  });

  it.each([
    ['few faults while its last parts are', { faultsAtMost: 1 }, (part: Part) => faultsIn(part) < 2],
    [
      'a choice of them while parts beside it are',
      { faultsAtMost: 0, faultsSearched: [{ 'response.lost': 1 }] },
      (part: Part) => part['consumer.crash'] === undefined,
    ],
  ])('is complete for %s missing', async (_, complete, isThere) => {
    const setup = setupOf({
      ...EVERYDAY,
      cluster: { brokers: 1 },
      faults: BUDGETS[1],
      scope: { records: 1, members: 1 },
    });
    const document = await verdictsOf(setup, split(setup), (work) => 'part' in work && isThere(work.part ?? {}));
    const loss = document.guarantees.find(({ id }) => id === 'no-loss');
    expect(loss).toMatchObject({ verdict: 'not-violated', evidence: { complete: false, parts: 4, ...complete } });
    expect(document.notes.join('\n')).toMatch(/[12] jobs of the campaign on this setup are missing/);
  });
});
