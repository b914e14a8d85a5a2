import { ELEMENTS_MAX } from '../../model/ports/open-world.ts';
import { range } from '../../model/sets.ts';
import { InputError } from '../../setups/input-error.ts';
import { setupInput, type SetupDraft } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { API } from '../../wire/api-keys.ts';
import type { Cluster, Endpoint } from '../cluster/cluster.ts';
import { allowed } from '../cluster/allowed.ts';
import { handle } from '../cluster/handle.ts';
import { happen } from '../cluster/happen.ts';
import { openCluster } from '../cluster/open-cluster.ts';
import { partitionOf, topicNamed } from '../cluster/topic-named.ts';
import { EPOCH_MS } from '../epoch.ts';
import type { InputRecord } from '../ledger.ts';
import type { RunJob } from '../run-result.ts';
import { type CodeTrial, type Input, inputsOf } from '../trial.ts';
import { type InputBatch, inputBatches, recordsIn } from './input-batches.ts';
import { asked, leaderOf } from './own-requests.ts';

/** Steps of the brokers among themselves until the input is where all of them have it. */
const SETTLING_STEPS_MAX = 1000;
const SESSION_MIN = 'group.min.session.timeout.ms';
const CREATES_TOPICS = 'auto.create.topics.enable';

/** The cluster of a trial, its input already there. Each run begins with one. */
export interface PreparedCluster {
  readonly cluster: Cluster;
  readonly records: readonly InputRecord[];
  /** As they were written. */
  readonly input: readonly InputBatch[];
}

/** What a trial says of the world around a program. */
type Surroundings = Pick<CodeTrial, 'cluster' | 'topics' | 'input'>;

/** How many records of the input are followed. */
export const recordsOf = (trial: Surroundings): number => recordsIn(inputsOf(trial));

/**
 * The cluster that a trial asks for, with its input in the logs of every broker that is to have it.
 *
 * @param writtenAt the time that stands in the records of the input, milliseconds since 1970.
 * @throws {SetupError} on keys of the trial's cluster that Kafka would not take. @throws {InputError} on too many partitions, and on an input that is of no use.
 */
export function prepareCluster(trial: Surroundings, records = recordsOf(trial), writtenAt = EPOCH_MS): PreparedCluster {
  const { kafka, brokers = 1, topic, broker, protocol } = trial.cluster ?? {};
  const draft: SetupDraft = {
    ...(kafka === undefined ? {} : { kafka }),
    cluster: { brokers },
    topic: { 'replication.factor': Math.min(brokers, 3), ...topic },
    ...(broker === undefined ? {} : { broker }),
    ...(protocol === undefined ? {} : { protocol }),
    faults: {},
  };
  const { setup } = resolveSetup(setupInput(draft, 'cluster'));
  const endpoints: Endpoint[] = Array.from({ length: brokers }, (_, index) => ({
    host: `broker-${index}`,
    port: 9092,
  }));
  const topics = Object.fromEntries(
    Object.entries(trial.topics ?? {}).map(([name, { partitions = 1 }]) => [name, partitions]),
  );
  const inputs = inputsOf(trial);
  for (const { topic: name } of inputs) topics[name] ??= 1;
  const partitions = Object.values(topics).reduce((sum, count) => sum + count, 0);
  if (partitions > ELEMENTS_MAX)
    throw new InputError('topics', `${partitions} partitions`, `${ELEMENTS_MAX} are possible in all`);
  const cluster = openCluster({
    setup,
    endpoints,
    topics,
    createsTopics: createsTopicsOf(broker),
    ...sessionMinOf(broker),
  });
  const begun = inputs.reduce((after, one) => readBefore(after, one, topics[one.topic]), cluster);
  const prepared = written(begun, inputBatches(inputs, topics, { count: records, writtenAt }));
  const later = inputs.filter(({ afterStart = false }) => afterStart);
  if (later.length === 0) return prepared;
  const unseen = later.flatMap(({ topic: name }) =>
    range(topics[name]).map((index) => partitionOf(topicNamed(prepared.cluster, name, ''), index)),
  );
  return { ...prepared, cluster: { ...prepared.cluster, unseen: new Set(unseen) } };
}

/** Groups have committed where a topic's input will begin: whichever broker coordinates takes it, and the others refuse. */
function readBefore(empty: Cluster, { topic, readBy = [] }: Input, partitions: number): Cluster {
  const offsets = range(partitions).map((partitionIndex) => {
    return { partitionIndex, committedOffset: 0, committedLeaderEpoch: -1, committedMetadata: null };
  });
  const commitOf = (groupId: string) => ({
    groupId,
    generationIdOrMemberEpoch: -1,
    memberId: '',
    groupInstanceId: null,
    topics: [{ name: topic, partitions: offsets }],
  });
  return range(empty.world.brokers).reduce(
    (cluster, broker) =>
      readBy.reduce((after, group) => {
        return settled(handle(after, asked(broker, API.OffsetCommit, 7, commitOf(group))).cluster);
      }, cluster),
    empty,
  );
}

/** Kafka's own key, which decides what is possible and nothing that is delivered: setups know it as such. */
function sessionMinOf(broker: Readonly<Record<string, unknown>> = {}): { readonly sessionMinMs?: number } {
  const given = broker[SESSION_MIN];
  if (given === undefined) return {};
  const sessionMinMs = Number(given);
  if (!(sessionMinMs >= 0))
    throw new InputError(SESSION_MIN, `${JSON.stringify(given)} is no number`, 'name milliseconds');
  return { sessionMinMs };
}

/** With how many partitions brokers create a topic that is asked for and not there, by Kafka's own keys; null where they do not. */
function createsTopicsOf(broker: Readonly<Record<string, unknown>> = {}): number | null {
  if (String(broker[CREATES_TOPICS]) === 'false') return null;
  return Number(broker['num.partitions'] ?? 1);
}

/** The cluster that a run begins with: where records come one after the other, its brokers answer so. */
export function clusterFor(
  { oneByOne = false, paused = false }: Pick<RunJob, 'oneByOne' | 'paused'>,
  prepared: PreparedCluster,
): PreparedCluster {
  if (!oneByOne) return prepared;
  const { cluster, records } = prepared;
  const numbers = records.map(({ topic, partition }) => partitionOf(topicNamed(cluster, topic, ''), partition));
  const pause = { partitions: new Set(numbers), isOver: true, times: 0 };
  return { ...prepared, cluster: { ...cluster, oneByOne, ...(paused ? { pause } : {}) } };
}

function written(empty: Cluster, input: readonly InputBatch[]): PreparedCluster {
  let cluster = empty;
  for (const { record, bytes } of input) {
    const { topic, partition } = record;
    const body = {
      transactionalId: null,
      acks: 1,
      timeoutMs: 1000,
      topicData: [{ name: topic, topicId: '', partitionData: [{ index: partition, records: bytes }] }],
    };
    cluster = settled(handle(cluster, asked(leaderOf(cluster, topic, partition), API.Produce, 3, body)).cluster);
  }
  return { cluster, records: input.map(({ record }) => record), input };
}

/** The brokers have told each other everything. */
function settled(cluster: Cluster): Cluster {
  let after = cluster;
  for (let step = 0; step < SETTLING_STEPS_MAX; step++) {
    const next = allowed(after).find(({ event }) => event.type === 'machine');
    if (next === undefined) break;
    after = happen(after, next.event).cluster;
  }
  return after;
}
