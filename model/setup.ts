import type { Client } from './client.ts';
import type { FaultKind } from './faults/fault-kinds.ts';
import type { OffsetReset } from './offset-reset.ts';
import type { Protocol } from './protocol.ts';

/**
 * A setup with every default filled in: the whole input of the cluster.
 *
 * Sections and keys are those of the setup file (DESIGN §7); keys with dots are Kafka's own. A resolved setup written
 * as YAML or JSON is itself a setup file and resolves to the same setup.
 */
export interface Setup {
  /** The Kafka version whose defaults and protocol apply, such as `"4.1"`: the brokers', and the clients' too. */
  readonly kafka: string;
  /** The clients' version, where the setup gives one. */
  readonly clients?: string;
  readonly cluster: { readonly brokers: number };
  readonly topic: TopicConfig;
  readonly broker: BrokerConfig;
  readonly producer: ProducerConfig;
  readonly consumer: ConsumerConfig;
  /** The reader behind a transform; by default it reads as `consumer` does. */
  readonly downstream: DownstreamConfig;
  readonly application: ApplicationConfig;
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly scope: Scope;
  readonly protocol: Protocol;
  /** The switches of the client, and the library and version that they are of, where it is not Apache Kafka's Java client. */
  readonly client: Client & { readonly library?: string; readonly version?: string };
}

export interface TopicConfig {
  readonly partitions: number;
  readonly 'replication.factor': number;
  readonly 'min.insync.replicas': number;
  /** Records appended before an fsync is forced: 1 means that nothing acknowledged can be lost to a power failure. */
  readonly 'flush.messages': number;
}

export interface BrokerConfig {
  readonly 'unclean.leader.election.enable': boolean;
  /** KIP-966 feature level: 0 is off, 1 is on. */
  readonly 'eligible.leader.replicas.version': 0 | 1;
  /** These two are what a topic has that does not say: `__consumer_offsets` does not. */
  readonly 'log.flush.interval.messages': number;
  readonly 'min.insync.replicas': number;
  readonly 'offsets.topic.replication.factor': number;
  readonly 'transaction.state.log.replication.factor': number;
  readonly 'transaction.state.log.min.isr': number;
}

export interface ProducerConfig {
  readonly acks: '0' | '1' | 'all';
  readonly 'enable.idempotence': boolean;
  readonly retries: number;
  readonly 'max.in.flight.requests.per.connection': number;
  /** Null when the producer is not transactional. */
  readonly 'transactional.id': string | null;
  /** At its largest it never passes: no outage is as long. */
  readonly 'transaction.timeout.ms': number;
}

export interface ConsumerConfig {
  readonly 'isolation.level': 'read_uncommitted' | 'read_committed';
  readonly 'enable.auto.commit': boolean;
  readonly 'auto.offset.reset': OffsetReset;
  readonly 'max.poll.records': number;
  /** `classic` is JoinGroup/SyncGroup; `consumer` is KIP-848. */
  readonly 'group.protocol': 'classic' | 'consumer';
  /** What the assignor makes of a classic rebalance: `cooperative` when the assignor is cooperative-sticky alone. */
  readonly 'partition.assignment.strategy': 'eager' | 'cooperative';
}

export interface DownstreamConfig {
  readonly 'isolation.level': 'read_uncommitted' | 'read_committed';
}

export interface ApplicationConfig {
  /** `consume`: producers write, groups process. `transform`: a group reads a topic and writes another one. */
  readonly shape: 'consume' | 'transform';
  readonly commit: 'before-processing' | 'after-processing' | 'auto' | 'transaction';
  /** `async`: poll hands records to workers and goes on polling. */
  readonly processing: 'sync' | 'async';
  /** How many workers there are. */
  readonly workers: 1 | 2 | 3 | 4;
  /** `key`: what has the same key stays in order, whatever worker takes it. */
  readonly order: 'none' | 'key';
  /** How much is processed between two commits: what poll() has returned, or so many records. */
  readonly 'commit.every': 'batch' | 'record' | number;
  /** What a commit names while an older record is in hand: that one, or the one behind the last that is done. */
  readonly 'commit.covers': 'contiguous' | 'highest';
  /** `assign`: every process assigns itself all partitions, and is no member of its group. */
  readonly subscription: 'subscribe' | 'assign';
  /**
   * Where offsets live: in Kafka, in a row beside the effect, which both are written to in one database transaction, or in a
   * checkpoint, which says what transaction is to be committed after it as well.
   */
  readonly offsets: 'kafka' | 'external' | 'checkpoint';
  /** What keeps a row from being written by who is late: nothing, or that it is not past the record already. */
  readonly 'offsets.guard': 'none' | 'offset';
  /** `established`: groups have run before, and have committed where the story begins. */
  readonly group: 'new' | 'established';
  /** What the loop does when the handler fails; `close`: the exception leaves it, and the consumer is closed in an orderly way; `close-dirty`: with nothing more committed by the application. */
  readonly 'on.processing.failure': 'close' | 'close-dirty' | 'skip' | 'retry' | 'seek' | 'dead-letter';
  /** What the application commits before it closes its consumer: what has been processed, or nothing. */
  readonly 'on.close': 'nothing' | 'commit';
  /**
   * What becomes of a record whose send failed, or of a dead letter; `log`: the loop waits for the answer, and goes on; `seek`:
   * it waits, and comes back to the record that the letter is of.
   */
  readonly 'on.send.failure': 'drop' | 'log' | 'seek' | 'resend';
  /** The effect is keyed by the record's identity, so that doing it twice is doing it once. */
  readonly 'idempotency.key': boolean;
  /** Where processing takes effect: a record in Kafka, or something outside (a database, an HTTP call). */
  readonly effect: 'kafka' | 'external';
  /** What the rebalance listener does about what is in hand when partitions are taken away (`onPartitionsRevoked`). */
  readonly 'on.revoke': 'nothing' | 'commit' | 'drain' | 'drop';
  /**
   * Whether subscribe() is given a ConsumerRebalanceListener: its callbacks run in poll(), so that a consumer of KIP-848
   * gives nothing up behind the application's back.
   */
  readonly 'rebalance.listener': boolean;
  /** Seek back to the committed offset after an aborted transaction (KAFKA-17582: the client does not do it). */
  readonly 'rewind.on.abort': boolean;
  /** Whether the loop of a transform ends its transaction with each batch, or polls on in it and ends it some time. */
  readonly 'transaction.spans': 'batch' | 'polls';
  /** Whose the transactional id is: a process's own for good, an input partition's, made up at every start, one for all. */
  readonly 'transactional.ids': 'per-member' | 'per-partition' | 'per-start' | 'shared';
}

/** What bounds the world; see `docs/scopes.md`. */
export interface Scope {
  /** Records that each producer means to send; in a transform, records in the input topic. */
  readonly records: number;
  readonly producers: number;
  readonly groups: number;
  /** Members of each group. */
  readonly members: number;
  /**
   * How often one record may be sent by the application, how often an uncounted retry may append it, and how often a
   * process may start that live ones fence, since they share its transactional id.
   */
  readonly attempts: number;
  /** How many times, over the whole run, a slow follower may fall out of an ISR (replica.lag.time.max.ms). */
  readonly lags: number;
}
