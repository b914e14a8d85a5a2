/**
 * What harness and drivers say to each other, a line of JSON each: calls with an id, answers with the same one, and events.
 *
 *     → {"id":1,"op":"producer.send","name":"p0","tag":"r0","topic":"t","partition":0,"key":null,"value":"r0"}
 *     ← {"id":1,"ok":{}}
 *     ← {"event":"sent","name":"p0","tag":"r0","offset":0}
 *
 * A client has a name and a thread of its own, in which its calls are made one after the other, in the order of the harness:
 * a call that blocks in Kafka's client is answered when it returns, and later ones wait for it. Calls that only look, or that
 * end what runs, do not wait (`producer.leader`, `producer.state`, `producer.await`, `producer.retry`, `consumer.leader`,
 * `consumer.stop`, `consumer.onRevoke`), nor does one with `aside: true`.
 * Partitions are named as in `orders-0`.
 */

/** Keys of a client's configuration, by Kafka's names; values as text. */
export type ClientConfig = Readonly<Record<string, string>>;

interface Named {
  readonly name: string;
  /** In a thread of its own, beside what the client's is blocked in. */
  readonly aside?: boolean;
}

interface InPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A batch in the client; sequence -1 as long as it has none. */
export interface BatchState {
  readonly sequence: number;
  readonly producerId: number;
  readonly epoch: number;
  readonly records: number;
  readonly attempts: number;
}

export interface ProducerState {
  /** -1 before the broker has given one; missing where the producer is not idempotent, as the next two. */
  readonly producerId?: number;
  readonly epoch?: number;
  /** The state of the client's TransactionManager, such as `READY` or `IN_TRANSACTION`. */
  readonly state?: string;
  /** Batches of the partition asked about: those that wait, and those that were sent and have no answer. */
  readonly queued?: readonly BatchState[];
  readonly inFlight?: readonly BatchState[];
}

/** By partition, as in `{"orders-0": 3}`. */
export type Offsets = Readonly<Record<string, number>>;

interface Partitions {
  readonly partitions: readonly string[];
}

/**
 * How long to poll: until records come, until there is an assignment that was not reported before (in a newer generation, told to
 * the listener if `listener` says so, equal to `partitions` if they are given) with a position in each partition that is not
 * `leaderless`, or until `consumer.stop`, with a time-out of 0. Records end the first two.
 */
export interface PollUntil {
  readonly mode: 'once' | 'records' | 'assigned' | 'joining';
  readonly timeoutMs: number;
  readonly listener?: boolean;
  readonly partitions?: readonly string[];
  readonly leaderless?: readonly string[];
  /** How many records each poll() returns at most, whatever max.poll.records says: as where a fetch brings no more. */
  readonly atMost?: number | undefined;
}

export interface PolledRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
}

/** A member of a group, as its client sees itself: generation, or member epoch, -1 outside. */
export interface Membership {
  readonly generation: number;
  readonly memberId: string;
  readonly assignment: readonly string[];
  /** Where it goes on, in the partitions where it knows that. */
  readonly positions: Offsets;
}

/** A member of KIP-848 as its network thread sees it. */
export interface MembershipState extends Pick<Membership, 'assignment' | 'positions'> {
  /** `JOINING`, `RECONCILING`, `ACKNOWLEDGING`, `STABLE`, `FENCED` … (`MemberState`). */
  readonly state: string;
  /** Whether a heartbeat has not been answered. */
  readonly heartbeatInFlight: boolean;
}

/** What poll() returned, all calls together; `late` when the time was over. No membership where partitions are given by hand. */
export interface Polled extends Partial<Pick<Membership, 'generation' | 'memberId'>> {
  readonly ended: 'once' | 'records' | 'assigned' | 'stopped' | 'late';
  readonly records: readonly PolledRecord[];
  readonly assignment: readonly string[];
  readonly positions: Offsets;
}

/** Calls, with what they are given and what they answer. Milliseconds are real ones, whatever the clock of the client says. */
export interface Calls {
  /** Moves the clock of the whole process ahead, and wakes its clients so that they look at their time-outs. */
  readonly clock: { in: { readonly advanceMs: number }; out: { readonly aheadMs: number } };
  readonly 'producer.create': {
    in: Named & {
      readonly config: ClientConfig;
      /**
       * Each record gets a header that fills its batch, so that no other record joins it: with batch.size=1 alone two short
       * ones that wait together do.
       */
      readonly padded?: boolean;
      /** In place of retry.backoff.ms for all requests but Produce and Metadata, and for the wait for a coordinator. */
      readonly requestBackoffMs?: number;
      /**
       * In place of delivery.timeout.ms, which may not be below request.timeout.ms: a batch expires on its way, and its
       * connection stays.
       */
      readonly deliveryTimeoutMs?: number;
    };
    out: object;
  };
  /** initTransactions(). */
  readonly 'producer.init': { in: Named; out: ProducerState };
  readonly 'producer.begin': { in: Named; out: object };
  /** Answers when send() has returned; the event `sent` or `failed` follows as the callback is called. */
  readonly 'producer.send': {
    in: Named & InPartition & { readonly tag: string; readonly key: string | null; readonly value: string | null };
    out: object;
  };
  /**
   * Has the client ask for metadata, whatever its back-off, until an answer has come and the client takes `leader` for the
   * leader; -1 is none.
   */
  readonly 'producer.leader': {
    in: Named & InPartition & { readonly leader: number; readonly timeoutMs?: number };
    out: { readonly leader: number; readonly leaderEpoch: number };
  };
  /**
   * sendOffsetsToTransaction(). Of the group it says what its consumer knows now, what it knew at `consumer.keep`, or only its
   * id, which is `group` then.
   */
  readonly 'producer.offsets': {
    in: Named & {
      readonly consumer?: string;
      readonly group?: string;
      readonly offsets: Offsets;
      readonly metadata?: 'current' | 'kept' | 'group-only';
    };
    out: object;
  };
  /** How long batches that have failed wait from now on before they are sent again, in ms. */
  readonly 'producer.backoff': { in: Named & { readonly ms: number }; out: object };
  readonly 'producer.flush': { in: Named; out: object };
  readonly 'producer.commit': { in: Named; out: object };
  readonly 'producer.abort': { in: Named; out: object };
  readonly 'producer.close': { in: Named & { readonly timeoutMs: number }; out: object };
  readonly 'producer.state': { in: Named & Partial<InPartition>; out: ProducerState };
  /** Waits until so many batches of the partition wait, or are on their way: until the client has handled a response. */
  readonly 'producer.await': {
    in: Named & InPartition & { readonly queued?: number; readonly inFlight?: number; readonly timeoutMs?: number };
    out: ProducerState;
  };
  /**
   * retry.backoff.ms is over for the first batch of the partition that waits for another try, and for no other. By itself none
   * is sent again, also where the client knows a newer leader (KIP-951). In kafkajs each send waits by itself: it is that of `tag`.
   */
  readonly 'producer.retry': { in: Named & InPartition & { readonly tag?: string }; out: object };
  readonly 'consumer.create': { in: Named & { readonly config: ClientConfig }; out: object };
  /** With a listener, which tells of assignments and revocations, and pauses what is assigned if `paused`; or without one. */
  readonly 'consumer.subscribe': {
    in: Named & { readonly topics: readonly string[]; readonly listener: boolean; readonly paused?: boolean };
    out: object;
  };
  /** Partitions given by hand, without a group's assignment. */
  readonly 'consumer.assign': { in: Named & Partitions; out: object };
  /** `once` is one call with this time-out; the others are many short ones. */
  readonly 'consumer.poll': { in: Named & PollUntil; out: Polled };
  /** Ends a poll that is under way, or else the next one. */
  readonly 'consumer.stop': { in: Named; out: object };
  /** As `producer.leader`. */
  readonly 'consumer.leader': Calls['producer.leader'];
  /** commitSync() or commitAsync(), of the positions where no offsets are given. */
  readonly 'consumer.commit': {
    in: Named & { readonly offsets?: Offsets | null; readonly how: 'sync' | 'async' };
    out: object;
  };
  /** auto.commit.interval.ms is over, for this consumer and nothing else: the next poll commits. */
  readonly 'consumer.endCommitInterval': { in: Named; out: object };
  /** heartbeat.interval.ms is over, for this consumer and nothing else. */
  readonly 'consumer.endHeartbeatInterval': { in: Named; out: object };
  /** KIP-848 only. */
  readonly 'consumer.membershipState': { in: Named; out: MembershipState };
  readonly 'consumer.position': { in: Named & InPartition; out: { readonly offset: number } };
  readonly 'consumer.committed': {
    in: Named & Partitions;
    out: { readonly offsets: Readonly<Record<string, number | null>> };
  };
  readonly 'consumer.seek': { in: Named & InPartition & { readonly offset: number }; out: object };
  readonly 'consumer.pause': { in: Named & Partitions; out: object };
  readonly 'consumer.resume': { in: Named & Partitions; out: object };
  readonly 'consumer.metadata': { in: Named; out: Membership };
  /** Keeps groupMetadata() for a later `producer.offsets`. */
  readonly 'consumer.keep': { in: Named; out: Membership };
  /**
   * What the listener does at the next revocation: commits these offsets, if there are any, and stays in the callback, if held.
   * There it makes the calls that come to the consumer, until `consumer.release`.
   */
  readonly 'consumer.onRevoke': {
    in: Named & { readonly offsets?: Offsets | null; readonly hold?: boolean };
    out: object;
  };
  readonly 'consumer.release': { in: Named; out: object };
  readonly 'consumer.unsubscribe': { in: Named; out: object };
  /** kafkajs only: the handler throws, in place of returning at the next poll. */
  readonly 'consumer.fail': { in: Named & { readonly message: string }; out: object };
  /** kafkajs only: the handler calls heartbeat(), which throws when the group rebalances. */
  readonly 'consumer.heartbeat': { in: Named; out: object };
  readonly 'consumer.close': { in: Named & { readonly timeoutMs: number }; out: object };
  /**
   * What `kafkatrial.GivenAssignor` and `kafkatrial.GivenCooperativeAssignor` (partition.assignment.strategy) assign from now on:
   * partitions by client id. Every member has to know it, since any of them may lead the group.
   */
  readonly assignor: { in: { readonly plan: Readonly<Record<string, readonly string[]>> }; out: object };
}

export type Op = keyof Calls;

/** What a process tells unasked. */
export type ClientEvent =
  | { readonly event: 'ready'; readonly pid: number }
  /** The callback of a send: stored, at this offset (-1 with acks=0). */
  | { readonly event: 'sent'; readonly name: string; readonly tag: string; readonly offset: number }
  /** The callback of a send: given up, with the class of the exception. */
  | {
      readonly event: 'failed';
      readonly name: string;
      readonly tag: string;
      readonly error: string;
      readonly message: string | null;
    }
  /** The rebalance listener was called; a revocation before it commits anything. */
  | {
      readonly event: 'assigned' | 'revoked' | 'lost';
      readonly name: string;
      readonly partitions: readonly string[];
    }
  /** A commit that was not waited for, or one of the listener, has ended. */
  | { readonly event: 'committed'; readonly name: string; readonly offsets: Offsets }
  | { readonly event: 'commitFailed'; readonly name: string; readonly error: string; readonly message: string | null };
