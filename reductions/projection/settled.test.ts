import { describe, expect, it } from 'vitest';
import { cluster } from '../../model/cluster.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { range, sizeOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicated } from '../../model/testing/story.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { projection } from '../projection.ts';
import { leastAutomaton } from '../testing/least-automaton.ts';
import { withRewritings } from '../with-rewritings.ts';
import { isOfConsumers } from './action-owners.ts';
import { areSettled } from './settled.ts';

/** What settled brokers leave out, held against the same clusters with nothing left out: by the traces that these have. */

const crash = { 'broker.crash': 1 };
const unsafe = { producer: { acks: '1', 'enable.idempotence': false } };

const drafts: Readonly<Record<string, SetupDraft>> = {
  'three brokers, of which one crashes': replicated(3, 2, { faults: crash }),
  'a response that is lost': replicated(3, 2, { faults: { ...crash, 'response.lost': 1 } }),
  'two records': replicated(2, 1, { faults: crash, scope: { records: 2 } }),
  'two crashes': replicated(2, 1, { faults: { 'broker.crash': 2 } }),
  'two records on three brokers, of which two are enough': replicated(3, 1, { faults: crash, scope: { records: 2 } }),
  'a follower that lags': replicated(2, 1, { faults: crash, scope: { lags: 1 } }),
  'one of two followers that lags': replicated(3, 2, { faults: crash, scope: { lags: 1 } }),
  'a follower that lags, with nobody else to fall back on': replicated(2, 2, { faults: crash, scope: { lags: 2 } }),
  'two partitions, each on two of three brokers': replicated(3, 1, {
    topic: { partitions: 2, 'replication.factor': 2 },
    faults: crash,
  }),
  'a producer that crashes': replicated(2, 1, { faults: { ...crash, 'producer.crash': 1, 'request.lost': 1 } }),
  'Kafka 3.9': { kafka: '3.9', ...replicated(3, 2, { faults: crash }) },
};

/** Here no producer waits for a follower, and the high watermark is first where it can be (`unawaited.ts`). */
const unawaited: Readonly<Record<string, SetupDraft>> = {
  'acks=1, three brokers': replicated(3, 2, { ...unsafe, faults: crash }),
  'acks=1, followers that lag': replicated(2, 1, { ...unsafe, faults: crash, scope: { records: 2, lags: 2 } }),
  'acks=1, a lost response': replicated(2, 1, {
    ...unsafe,
    faults: { ...crash, 'response.lost': 1 },
    scope: { lags: 1 },
  }),
  'acks=1 with ZooKeeper, where a broker that is fenced begins a new leader epoch': {
    kafka: '3.2',
    ...replicated(2, 1, { ...unsafe, faults: crash, scope: { lags: 1 } }),
  },
  'acks=0, three records': replicated(2, 1, {
    producer: { acks: '0', 'enable.idempotence': false },
    faults: crash,
    scope: { records: 3 },
  }),
};

const projected = (draft: SetupDraft) => {
  const { world, ...trial } = clusterTrial(setupOf(draft));
  return { world, decomposition: projection(world, trial, trial.propertiesIn) };
};

describe.each(Object.entries(drafts))('%s', (_name, draft) => {
  it('show consumers the same, whatever of settled brokers is left out', () => {
    const { world, decomposition } = projected(draft);
    const whole = leastAutomaton({
      ...decomposition,
      environment: cluster(world.setup, (action) => !isOfConsumers(action)),
    });
    const few = leastAutomaton(decomposition);
    expect(few.text).toBe(whole.text);
    expect(few.size).toBeLessThan(whole.size);
  });
});

describe.each(Object.entries(unawaited))('%s', (_name, draft) => {
  it('show consumers the same, and nothing in between is missing, where brokers come first', () => {
    const { world, decomposition } = projected(draft);
    const whole = leastAutomaton({
      ...decomposition,
      environment: cluster(world.setup, (action) => !isOfConsumers(action)),
    });
    const few = leastAutomaton(decomposition);
    expect(few.ofSubsequences).toBe(whole.ofSubsequences);
    expect(few.size).toBeLessThan(whole.size / 2);
  });
});

it('what a follower has in its log is noticed, and may not be left out', () => {
  const { world, decomposition } = projected(drafts['three brokers, of which one crashes']);
  const logs: Rewriting<ClusterState> = {
    applies: (ask) => ask(areSettled(world)),
    parts: range(world.brokers).map((broker) => ({
      path: ['replicas', broker, 'log'],
      of: ({ replicas, controller }: ClusterState) =>
        controller.partitions[0].leader === broker ? replicas[broker]?.log : [],
    })),
  };
  const environment = withRewritings(decomposition.environment, [logs]);
  expect(leastAutomaton({ ...decomposition, environment }).text).not.toBe(leastAutomaton(decomposition).text);
});

it('as long as the minimum ISR is not met, somebody has to come back', () => {
  const { world, decomposition } = projected(replicated(2, 2, { faults: crash }));
  const environment = cluster(world.setup, (action) => !isOfConsumers(action));
  const isAlone = (state: ClusterState): boolean =>
    areSettled(world).of(state, -1, -1) && sizeOf(state.controller.partitions[0].isr) === 1;
  const enabled = (state: ClusterState) =>
    environment.enabled(state).filter(({ type }) => type !== 'broker.restart' || !isAlone(state));
  const alone = leastAutomaton({ ...decomposition, environment: { ...environment, enabled } });
  expect(alone.text).not.toBe(leastAutomaton(decomposition).text);
});
