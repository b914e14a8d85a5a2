import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Answer } from './arrived.ts';
import type { GroupMembers } from './group-members.ts';
import type { Pause } from './pause.ts';
import type { ProducerIdentity } from './producer-identity.ts';
import type { Stored } from './stored.ts';
import type { Topic } from './topic.ts';
import type { Waiting } from './waiting.ts';

/**
 * A Kafka cluster whose clients are real: immutable, each request and each event makes another one. What Kafka decides, the
 * machine decides (`model/ports`); what is here is what the machine has only numbers for.
 */
export interface Cluster {
  readonly world: World;
  /** The machine's state. There are no clients in it: they are at the other end of the sockets. */
  readonly machine: ClusterState;
  /** Of each broker. */
  readonly endpoints: readonly Endpoint[];
  readonly topics: readonly Topic[];
  /** By the number of the record in the machine. */
  readonly records: readonly Stored[];
  /** By the number of the group in the machine. */
  readonly groups: readonly GroupMembers[];
  /** By producer id. */
  readonly producers: readonly ProducerIdentity[];
  /** Requests that are answered later, in the order in which they came. */
  readonly waiting: readonly Waiting[];
  /** How many member ids have been made up so far. */
  readonly memberIds: number;
  /** How many transactions have begun so far. */
  readonly transactions: number;
  /** auto.create.topics.enable, and with how many partitions (num.partitions). */
  readonly createsTopics: number | null;
  /** group.min.session.timeout.ms. */
  readonly sessionMinMs: number;
  /** Whether an answer to a fetch brings one batch of a partition at most, whatever there is. */
  readonly oneByOne?: boolean;
  /** Where records of the input come with pauses between them. */
  readonly pause?: Pause;
  /** The machine's numbers of the partitions whose input has not come yet, as far as anybody who asks for their end is told. */
  readonly unseen?: ReadonlySet<number>;
}

/** Where clients find a broker. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A cluster after a request or an event, and what is answered by then: also to those that had waited. */
export interface Stepped {
  readonly cluster: Cluster;
  readonly answers: readonly Answer[];
}
