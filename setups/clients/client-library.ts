import type { Client } from '../../model/client.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { ConsumerConfig, ProducerConfig } from '../../model/setup.ts';
import type { History } from '../../model/switches/switch.ts';
import { isSince, type Release } from '../release.ts';
import type { Spellings } from './spelling.ts';

/** Values through the versions of a library, oldest first, as `History` has those of Kafka. */
export type ByVersion<Of> = { readonly [Name in keyof Of]?: History<Of[Name]> };

type ProducerDefaults = Pick<
  ProducerConfig,
  'acks' | 'enable.idempotence' | 'retries' | 'max.in.flight.requests.per.connection'
>;

type ConsumerDefaults = Pick<
  ConsumerConfig,
  'isolation.level' | 'enable.auto.commit' | 'auto.offset.reset' | 'max.poll.records' | 'partition.assignment.strategy'
>;

/**
 * What an automatic commit of a library covers. `polled`: what was handed over, as in the Java client, where the switch
 * `autoCommitsPreviousPoll` says whether it waits for the next poll. `processed`: what the application is done with.
 * `fetched`: a record is committed before the application is given it.
 */
export type AutoCommit = 'polled' | 'processed' | 'fetched';

/** A sentence without a full stop; with the versions that it is about, where it is not about all. */
export type Gap =
  | string
  | { readonly said: string; readonly since: string }
  | { readonly said: string; readonly before: string };

/**
 * A client library other than Apache Kafka's: its defaults, what it does otherwise than the Java client, what it lacks,
 * and how it calls things; version by version. What it says nothing of is taken as in the Java client of today.
 */
export interface ClientLibrary {
  /** What a verdict calls it. */
  readonly title: string;
  /** The oldest release that this knows, and the newest: what its name without a version means. */
  readonly releases: { readonly oldest: string; readonly newest: string };
  /** Switches of the client that were ever other than the Java client's. */
  readonly client: ByVersion<Client>;
  /** The same for those who take several records at a time (`max.poll.records` above 1), where that is another interface. */
  readonly batches?: ByVersion<Client>;
  /** The same for producers without idempotence. */
  readonly plainProducer?: ByVersion<Client>;
  /** The same for consumers whose application has nobody to hear of rebalances (`rebalance.listener: false`). */
  readonly unheard?: ByVersion<Client>;
  /** The same for those whose automatic commits cover what the application is done with, and has stored (`enable.auto.offset.store: false`). */
  readonly storing?: ByVersion<Client>;
  /** The client's side of the protocol. Of what takes both sides, `true` is no more than the brokers have. */
  readonly protocol: ByVersion<Protocol>;
  /** Its own defaults, by Kafka's keys. */
  readonly producer: ByVersion<ProducerDefaults>;
  readonly consumer: ByVersion<ConsumerDefaults>;
  /** The releases that brought idempotence and transactions, where the oldest that is known had not got them. */
  readonly since?: { readonly idempotence?: string; readonly transactions: string };
  /** What an idempotent producer has by default; with `fixed`, whatever it is told. Null: there is none. */
  readonly idempotent: {
    readonly retries: number;
    readonly inFlight: History<number>;
    readonly fixed?: boolean;
    /** A setting that idempotence does not go with is refused, and does not switch it off. */
    readonly strict?: boolean;
  } | null;
  /** Since when it has the cooperative protocol (KIP-429), and the new one (KIP-848). */
  readonly cooperates: History<boolean>;
  readonly kip848: History<boolean>;
  readonly autoCommit: AutoCommit;
  /** Whether an application can store offsets for automatic commits itself (`enable.auto.offset.store`). */
  readonly storesOffsets?: boolean;
  /** Its names of Kafka's keys. */
  readonly spellings: Spellings;
  /** What is not known of it, or not in the machine. */
  readonly gaps: readonly Gap[];
  /** Where the table is from: files of its repository at the newest release, unless they say otherwise. */
  readonly sources: readonly string[];
}

/** What is not known of a version of a library; of all of them where none is given. */
export const gapsOf = ({ gaps }: ClientLibrary, release?: Release): readonly string[] =>
  gaps.flatMap((gap) =>
    typeof gap === 'string' ? [gap] : release === undefined || isAbout(gap, release) ? [gap.said] : [],
  );

const isAbout = (gap: Exclude<Gap, string>, release: Release): boolean =>
  'since' in gap ? isSince(release, gap.since) : !isSince(release, gap.before);
