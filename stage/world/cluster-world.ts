import { ELEMENTS_MAX } from '../../model/ports/open-world.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { InputError } from '../../setups/input-error.ts';
import { setupInput, type SetupDraft } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve.ts';
import { API } from '../../wire/api-keys.ts';
import type { Body } from '../../wire/apache/message-type.ts';
import { readBatches } from '../../wire/record-batch.ts';
import type { Answer, Arrived } from '../cluster/arrived.ts';
import type { Cluster, Endpoint, Stepped } from '../cluster/cluster.ts';
import type { ClusterEvent, Due } from '../cluster/cluster-event.ts';
import { allowed } from '../cluster/allowed.ts';
import { handle } from '../cluster/handle.ts';
import { abandon, happen } from '../cluster/happen.ts';
import { openCluster } from '../cluster/open-cluster.ts';
import { roundOf } from '../cluster/round.ts';
import { EPOCH_MS } from '../epoch.ts';
import type { InputRecord, Outcome } from '../ledger.ts';
import type { Answered } from '../process/witness.ts';
import type { BrokerWorld } from '../process/broker-world.ts';
import type { RunJob } from '../run-result.ts';
import { type CodeTrial, inputsOf } from '../trial.ts';
import type { Life } from '../process/life.ts';
import { type InputBatch, inputBatches, recordsIn } from './input-batches.ts';
import { ObservedCommits } from './observed-commits.ts';
import { ObservedFetches } from './observed-fetches.ts';
import { ObservedSubscriptions } from './observed-subscriptions.ts';
import { ObservedTopics } from './observed-topics.ts';
import { ObservedWrites } from './observed-writes.ts';

/** Steps of the brokers among themselves until the input is where all of them have it. */
const SETTLING_STEPS_MAX = 1000;
const SESSION_MIN = 'group.min.session.timeout.ms';
const CREATES_TOPICS = 'auto.create.topics.enable';
/** Everything that is in a partition of a trial. */
const BYTES_MAX = 2 ** 30;

/** The cluster of a trial, its input already there. Each run begins with one. */
export interface PreparedCluster {
  readonly cluster: Cluster;
  readonly records: readonly InputRecord[];
  /** As they were written. */
  readonly input: readonly InputBatch[];
}

/** What decides what a reader of all logs finds. */
const READ_OF = ['replicas', 'controller', 'brokers'] as const satisfies readonly (keyof ClusterState)[];

/** What a trial says of the world around a program. */
type Surroundings = Pick<CodeTrial, 'cluster' | 'topics' | 'input'>;

/** How many records of the input are followed. */
export const recordsOf = (trial: Surroundings): number => recordsIn(inputsOf(trial));

/**
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
  return written(cluster, inputBatches(inputs, topics, { count: records, writtenAt }));
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
export const clusterFor = (
  { oneByOne = false }: Pick<RunJob, 'oneByOne'>,
  prepared: PreparedCluster,
): PreparedCluster => (oneByOne ? { ...prepared, cluster: { ...prepared.cluster, oneByOne } } : prepared);

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

const asked = (broker: number, apiKey: number, version: number, body: Body): Arrived => ({
  ticket: 0,
  broker,
  apiKey,
  version,
  clientId: null,
  body,
});

function leaderOf(cluster: Cluster, topic: string, partition: number): number {
  const body = { topics: [{ name: topic }], allowAutoTopicCreation: false };
  const { answers } = handle(cluster, asked(0, API.Metadata, 1, body));
  const { topics } = answers[0].body as unknown as {
    topics: readonly {
      readonly partitions: readonly { readonly partitionIndex: number; readonly leaderId: number }[];
    }[];
  };
  return topics[0]?.partitions.find(({ partitionIndex }) => partitionIndex === partition)?.leaderId ?? 0;
}

/** The machine behind the sockets of one run. */
export class ClusterWorld implements BrokerWorld {
  readonly records: readonly InputRecord[];
  readonly #commits = new ObservedCommits((id) => this.nameOf(id));
  readonly #subscriptions = new ObservedSubscriptions();
  readonly #fetches = new ObservedFetches((id) => this.nameOf(id));
  readonly #topics = new ObservedTopics((id) => this.nameOf(id));
  readonly #writes: ObservedWrites;
  readonly #endpointsFor: ((life: Life) => readonly Endpoint[]) | undefined;
  #cluster: Cluster;
  /** What a reader finds, until something is written, or answered to who has written it. */
  #found: { readonly machine: ClusterState; readonly outcomes: readonly Outcome[] } | null = null;

  /** @param endpointsFor where a process finds the brokers, when each has addresses of its own. */
  constructor({ cluster, records }: PreparedCluster, endpointsFor?: (life: Life) => readonly Endpoint[]) {
    this.#endpointsFor = endpointsFor;
    this.#cluster = cluster;
    this.records = records;
    this.#writes = new ObservedWrites(records.map(({ id }) => id));
  }

  get endpoints(): readonly Endpoint[] {
    return this.#cluster.endpoints;
  }

  get state(): object {
    return this.#cluster.machine;
  }

  roundSince(state: object): string | undefined {
    return roundOf(state as ClusterState, this.#cluster.machine, () => this.#writes.all);
  }

  isUp(broker: number): boolean {
    return this.#cluster.machine.brokers[broker]?.up ?? false;
  }

  receive(arrived: Arrived, from: Life): readonly Answer[] {
    this.#fetches.received(arrived, from);
    this.#subscriptions.received(arrived);
    this.#writes.received(arrived);
    const endpoints = this.#endpointsFor?.(from);
    return this.take(handle(endpoints ? { ...this.#cluster, endpoints } : this.#cluster, arrived));
  }

  /** Groups of consumers as they call themselves. */
  get groups(): Cluster['groups'] {
    return this.#cluster.groups;
  }

  abandon(tickets: ReadonlySet<number>): void {
    this.#cluster = abandon(this.#cluster, tickets);
  }

  due(): readonly Due[] {
    return allowed(this.#cluster);
  }

  happen(event: ClusterEvent): readonly Answer[] {
    return this.take(happen(this.#cluster, event));
  }

  crash(broker: number): readonly Answer[] {
    return this.isUp(broker) ? this.happen({ type: 'broker.crash', broker }) : [];
  }

  answered(answered: Answered): void {
    this.#commits.answered(answered);
    this.#topics.answered(answered);
    if (answered.request.apiKey === API.Produce) this.#found = null;
  }

  read(): ReturnType<BrokerWorld['read']> {
    const { machine } = this.#cluster;
    const found = this.#found;
    const isKnown = found !== null && READ_OF.every((part) => found.machine[part] === machine[part]);
    const { outcomes } = isKnown ? found : (this.#found = { machine, outcomes: this.outcomes() });
    const { mixed } = this.#subscriptions;
    const read = { outcomes, commits: this.#commits.all, fetched: this.#fetches.all };
    return mixed.length === 0 ? read : { ...read, mixed };
  }

  private outcomes(): readonly Outcome[] {
    return this.#cluster.topics.flatMap(({ name, partitions }) =>
      range(partitions).flatMap((partition) =>
        this.#topics.outcomes(name, partition, readBatches(this.log(name, partition)), this.records),
      ),
    );
  }

  private log(topic: string, partition: number): Buffer {
    const partitions = [{ partition, fetchOffset: 0, currentLeaderEpoch: -1, partitionMaxBytes: BYTES_MAX }];
    const body = {
      replicaId: -1,
      maxWaitMs: 0,
      minBytes: 0,
      maxBytes: BYTES_MAX,
      isolationLevel: 0,
      topics: [{ topic, topicId: '', partitions }],
    };
    const whole = { ...this.#cluster, oneByOne: false };
    const { answers } = handle(whole, asked(leaderOf(whole, topic, partition), API.Fetch, 4, body));
    const { responses } = answers[0].body as unknown as {
      responses: readonly { readonly partitions: readonly { readonly records: Buffer | null }[] }[];
    };
    return responses[0]?.partitions[0]?.records ?? Buffer.alloc(0);
  }

  /** The topic of an id: newer requests name it by that. */
  nameOf(topicId: string): string {
    return this.#cluster.topics.find(({ id }) => id === topicId)?.name ?? topicId;
  }

  private take({ cluster, answers }: Stepped): readonly Answer[] {
    this.#cluster = cluster;
    return answers;
  }
}
