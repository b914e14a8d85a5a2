/**
 * What harness and drivers say to each other, a line of JSON each: calls with an id, answers with the same one, and events.
 *
 *     → {"id":1,"op":"producer.send","name":"p0","tag":"r0","topic":"t","partition":0,"key":null,"value":"r0"}
 *     ← {"id":1,"ok":{}}
 *     ← {"event":"sent","name":"p0","tag":"r0","offset":0}
 *
 * A client has a name and a thread of its own, in which its calls are made one after the other, in the order of the harness:
 * a call that blocks in Kafka's client is answered when it returns, and later ones wait for it. Calls that only look, or that
 * end what runs, do not wait (`producer.leader`, `producer.state`, `producer.await`), nor does one with `aside: true`.
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
  /** -1 before the broker has given one; missing where the producer is not idempotent, as the next three. */
  readonly producerId?: number;
  readonly epoch?: number;
  /** The state of the client's TransactionManager, such as `READY` or `IN_TRANSACTION`. */
  readonly state?: string;
  /** The class of the error that the TransactionManager is in. */
  readonly lastError?: string | null;
  /** Batches of the partition asked about: those that wait, and those that were sent and have no answer. */
  readonly queued?: readonly BatchState[];
  readonly inFlight?: readonly BatchState[];
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
    };
