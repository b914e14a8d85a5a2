import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { API } from '../../wire/api-keys.ts';
import { readBatches } from '../../wire/record-batch.ts';
import type { Answer, Arrived } from '../cluster/arrived.ts';
import type { Cluster, Endpoint, Stepped } from '../cluster/cluster.ts';
import type { ClusterEvent, Due } from '../cluster/cluster-event.ts';
import { allowed } from '../cluster/allowed.ts';
import { handle } from '../cluster/handle.ts';
import { abandon, happen } from '../cluster/happen.ts';
import { withoutPause } from '../cluster/pause.ts';
import { roundOf } from '../cluster/round.ts';
import type { InputRecord, Outcome } from '../ledger.ts';
import type { Answered } from '../process/network/witness.ts';
import type { BrokerWorld } from '../process/network/broker-world.ts';
import type { Life } from '../process/time/life.ts';
import { ObservedCommits } from './observed-commits.ts';
import { ObservedFetches } from './observed-fetches.ts';
import { ObservedSubscriptions } from './observed-subscriptions.ts';
import { ObservedTopics } from './observed-topics.ts';
import { ObservedTransactions } from './observed-transactions.ts';
import { ObservedWrites } from './observed-writes.ts';
import { asked, leaderOf } from './own-requests.ts';
import type { PreparedCluster } from './prepared-cluster.ts';

/** Everything that is in a partition of a trial. */
const BYTES_MAX = 2 ** 30;

/** What decides what a reader of all logs finds. */
const READ_OF = ['replicas', 'controller', 'brokers'] as const satisfies readonly (keyof ClusterState)[];

/** The machine behind the sockets of one run. */
export class ClusterWorld implements BrokerWorld {
  readonly records: readonly InputRecord[];
  readonly comes?: () => readonly Answer[];
  readonly #commits = new ObservedCommits((id) => this.nameOf(id));
  readonly #subscriptions = new ObservedSubscriptions();
  readonly #fetches = new ObservedFetches((id) => this.nameOf(id));
  readonly #topics = new ObservedTopics((id) => this.nameOf(id));
  readonly #transactions = new ObservedTransactions((id) => this.nameOf(id));
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
    if (cluster.pause === undefined) return;
    this.comes = () => (this.#cluster.pause?.isOver === false ? this.happen({ type: 'input.comes' }) : []);
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
    // Whoever has started again finds all that has come meanwhile: other batches than those that it has read before.
    if (from.incarnation > 0 && this.#cluster.oneByOne)
      this.#cluster = { ...this.#cluster, oneByOne: false, pause: undefined };
    // More may come while a program sends.
    if (arrived.apiKey === API.Produce) this.#cluster = withoutPause(this.#cluster);
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
    this.#subscriptions.answered(answered);
    this.#topics.answered(answered);
    this.#transactions.answered(answered);
    if (answered.request.apiKey === API.Produce) this.#found = null;
  }

  read(): ReturnType<BrokerWorld['read']> {
    const { machine } = this.#cluster;
    const found = this.#found;
    const isKnown = found !== null && READ_OF.every((part) => found.machine[part] === machine[part]);
    const { outcomes } = isKnown ? found : (this.#found = { machine, outcomes: this.outcomes() });
    const { joined, joinedBy, mixed } = this.#subscriptions;
    const { leftOpen } = this.#transactions;
    const { all: commits, astray, refused } = this.#commits;
    const read = { outcomes, commits, fetched: this.#fetches.all };
    return {
      ...read,
      ...(joined.length === 0 ? {} : { joined }),
      ...(joinedBy.length === 0 ? {} : { joinedBy }),
      ...(mixed.length === 0 ? {} : { mixed }),
      ...(leftOpen.length === 0 ? {} : { leftOpen }),
      ...(astray.length === 0 ? {} : { astray }),
      ...(refused.length === 0 ? {} : { refused }),
    };
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
    const whole = { ...this.#cluster, oneByOne: false, pause: undefined };
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
