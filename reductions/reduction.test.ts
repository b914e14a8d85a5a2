import { describe, expect, it } from 'vitest';
import { compareReductions } from '../fuzz/compare-reductions.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { replicated, small, transforming } from '../model/testing/story.ts';
import { clusterTrial } from '../properties/trial.ts';

/**
 * Reductions leave states out, and nothing else: what is violated, by which cause, and what is put to the test, is the
 * same with and without them, for setups that hold, setups that do not, and protocols that are broken on purpose. Of
 * smaller worlds more than verdicts is compared: `quotient.test.ts`, `projection.test.ts`, `persistent-sets.test.ts`.
 */

const crashes = { 'broker.crash': 1, 'consumer.crash': 1 };
const unsafe = { producer: { acks: '1', 'enable.idempotence': false } };

const external = (draft: SetupDraft): SetupDraft =>
  transforming({
    downstream: { 'isolation.level': 'read_uncommitted' },
    ...draft,
    application: { effect: 'external', ...draft.application },
  });

const setups: Readonly<Record<string, SetupDraft>> = {
  'at-least-once': small({ faults: { 'broker.crash': 1, 'response.lost': 1 }, scope: { members: 2 } }),
  'at-most-once': small({ faults: crashes, application: { commit: 'before-processing' }, scope: { members: 2 } }),
  'two records': small({ faults: { 'consumer.crash': 1, rebalance: 1 }, scope: { members: 2, records: 2 } }),
  'auto-commit to a worker': small({
    faults: crashes,
    consumer: { 'enable.auto.commit': true },
    application: { commit: 'auto', processing: 'async' },
    scope: { members: 2 },
  }),
  'a worker, commits by hand': small({
    faults: { rebalance: 1 },
    application: { processing: 'async' },
    scope: { members: 2, records: 2 },
  }),
  'a new group that starts at the end': small({
    faults: { 'consumer.crash': 1, rebalance: 1 },
    consumer: { 'auto.offset.reset': 'latest' },
    scope: { members: 2 },
  }),
  'no idempotence, resends': small({
    ...unsafe,
    application: { 'on.send.failure': 'resend' },
    faults: { 'response.lost': 1, 'producer.crash': 1 },
    scope: { members: 2 },
  }),
  'KIP-848, a stalled member': small({
    consumer: { 'group.protocol': 'consumer' },
    faults: { 'consumer.stall': 1, rebalance: 1 },
    scope: { members: 2 },
  }),
  'two groups, two partitions': small({
    topic: { partitions: 2 },
    faults: { 'consumer.crash': 1 },
    scope: { groups: 2, records: 2 },
  }),
  'one record at a time': small({
    consumer: { 'max.poll.records': 1, 'enable.auto.commit': true },
    application: { commit: 'auto' },
    faults: { 'consumer.crash': 1 },
    scope: { members: 2, records: 2 },
  }),
  'replicated, two crashes': replicated(2, 2, { faults: { 'broker.crash': 2 }, scope: { lags: 0 } }),
  'replicated, acks=1': replicated(2, 1, {
    ...unsafe,
    faults: crashes,
    scope: { lags: 0 },
  }),
  'replicated, power lost, a laggard': replicated(2, 1, { faults: { 'broker.power-loss': 1 }, scope: { lags: 1 } }),
  'unclean election': replicated(2, 1, {
    broker: { 'unclean.leader.election.enable': true },
    faults: { 'broker.crash': 1 },
    scope: { lags: 1 },
  }),
  'truncation to the high watermark': replicated(2, 1, {
    protocol: { truncation: 'high-watermark' },
    faults: { 'broker.crash': 2 },
    scope: { lags: 0 },
  }),
  'no fencing by generation': small({
    protocol: { generationFencing: false },
    faults: { 'consumer.stall': 1, 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'no deduplication': small({
    protocol: { sequenceDeduplication: false },
    faults: { 'response.lost': 1, 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'a transform: a rebalance and a lost response': external({
    faults: { rebalance: 1, 'response.lost': 1 },
  }),
  'a transform: a rebalance and a lost connection': transforming({
    faults: { rebalance: 1, 'connection.lost': 1 },
    scope: { members: 2 },
  }),
  'a transform: a crash of one of two members': transforming({
    application: { effect: 'external' },
    faults: { 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'a transform: one of two brokers crashes, and a lost response': external({
    cluster: { brokers: 2 },
    faults: { 'broker.crash': 1, 'response.lost': 1 },
  }),
  'a transform: no rewind after an abort': external({
    application: { 'rewind.on.abort': false },
    faults: { 'response.lost': 1, 'request.lost': 1 },
    scope: { members: 2 },
  }),
  'a transform: a stall, and no rewind after the abort that it leads to': external({
    application: { 'rewind.on.abort': false },
    faults: { 'consumer.stall': 1 },
  }),
  'a transform: a stall of one of two members, and no rewind': transforming({
    application: { effect: 'external', 'rewind.on.abort': false },
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
  }),
  'a transform: offsets that nobody fences': external({
    protocol: { transactionalOffsetsFencedByGeneration: false },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
};

const statesMax = 50_000;

describe.each(Object.entries(setups))('%s', (_name, draft) => {
  it('has the same verdicts with reductions and without, and counterexamples that its own machine can replay', () => {
    expect(compareReductions(clusterTrial(setupOf(draft)), statesMax)).toMatchObject({ outcome: 'same' });
  });
});
