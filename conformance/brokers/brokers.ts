import type { Address } from '../../wire/address.ts';
import type { Connection } from '../../wire/connection.ts';
import type { Spawner } from '../clients/client-process.ts';
import type { Losses } from '../lab/losses.ts';
import type { RealRecord } from './segments.ts';

/** How long clients may ask the brokers to wait, in ms. */
export interface Limits {
  /** `group.max.session.timeout.ms`. */
  readonly sessionTimeoutMs: number;
  /** `transaction.max.timeout.ms`. */
  readonly transactionTimeoutMs: number;
  /** How much later than at its deadline a transaction is aborted at most. */
  readonly abortsLateByMs: number;
}

/**
 * The brokers that a schedule is played on, whoever has started them. Nodes have the machine's numbers: data brokers from 0
 * on, and `HOME`, which has the coordinators.
 */
export interface Brokers {
  /** Where clients write what they have to say. */
  readonly directory: string;
  /** Whose processes the clients are. */
  readonly supervisor: Spawner;
  /** Brokers that have ended and that nobody here has killed. */
  readonly losses: Losses;
  readonly limits: Limits;
  /** `HOST:PORT` of the home node at the gate, where clients begin. */
  readonly bootstrap: string;
  /** What topics are created with, beside what the setup says. */
  readonly topicConfig: Readonly<Record<string, string>>;
  /** Where a node itself listens. */
  addressOf(node: number): Address;
  /** A connection to a node itself, past the gate. @throws {ConnectionFailed} */
  connect(node: number, clientId?: string): Promise<Connection>;
  /** Kafka's id of a node. */
  readonly idOf: (node: number) => number;
  /** The node with this id of Kafka's; -1 for none, and for one that has no part in the schedule. */
  readonly nodeOf: (id: number) => number;
  /** A replica's log, as far as it can be seen. */
  readLog(broker: number, topic: string, partition: number): Promise<readonly RealRecord[]>;
}
