import { expect, test } from 'vitest';
import { clusterTrial } from '../../properties/trial.ts';
import { NO_REDUCTIONS } from '../../reductions/reduced.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { runPlan } from '../searches/run-plan.ts';
import { NO_TIME_LIMIT } from '../searches/time-limit.ts';
import { judged } from './verdicts.ts';

/** Two brokers, of which one may lag; records that are committed when they were processed. */
const REPLICATED: SetupDraft = {
  cluster: { brokers: 2 },
  topic: { 'replication.factor': 2, 'min.insync.replicas': 1 },
  consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
  application: { commit: 'after-processing' },
};

test('searches with few faults while no follower lags speak for a guarantee that they have put to the test', async () => {
  const setup = setupOf({
    ...REPLICATED,
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 1, members: 1, lags: 1 },
  });
  const found = await runPlan(
    clusterTrial(setup),
    [
      { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: 200 },
      { method: 'few-faults', reductions: NO_REDUCTIONS, statesMax: 100_000, withoutLag: true },
      { method: 'few-faults', reductions: NO_REDUCTIONS, statesMax: 20 },
    ],
    { workers: 1, time: NO_TIME_LIMIT },
  );
  const { guarantees } = await judged(setup, clusterTrial(setup), found, NO_TIME_LIMIT);
  const told = guarantees.map(({ id, evidence }) => [id, evidence.faultsAtMost, evidence.withoutLag]);
  expect(told).toContainEqual(['no-loss', undefined, { faultsAtMost: 1 }]);
  expect(told).toContainEqual(['no-duplicates', undefined, undefined]);
  expect(found.undone).toEqual(['not searched to the end: what happens with none']);
});

test('a search of few lags speaks for a guarantee that it has put to the test, and that nothing violates', async () => {
  const setup = setupOf({
    ...REPLICATED,
    faults: { 'consumer.crash': 1 },
    scope: { records: 1, members: 1, lags: 1 },
  });
  const trial = clusterTrial(setup);
  const found = await runPlan(
    trial,
    [
      { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: 200 },
      { method: 'few-lags', reductions: NO_REDUCTIONS, statesMax: 100_000 },
    ],
    { workers: 1, time: NO_TIME_LIMIT },
  );
  const { guarantees } = await judged(setup, trial, found, NO_TIME_LIMIT);
  const told = guarantees.map(({ id, verdict, evidence }) => [id, verdict, evidence.lagsAtMost]);
  expect(told).toContainEqual(['no-loss', 'not-violated', 0]);
  expect(told).toContainEqual(['no-duplicates', 'violated', undefined]);
  // One record has no order.
  expect(told).toContainEqual(['partition-order', 'vacuous', undefined]);
});
