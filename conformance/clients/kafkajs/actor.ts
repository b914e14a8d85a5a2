import type { ToldError } from '../client-error.ts';
import type { Calls, ClientEvent, Op } from '../protocol.ts';

/** A line of the harness. */
export interface Call {
  readonly id: number;
  readonly op: Op;
  readonly name: string;
  readonly aside?: boolean;
}

/** Tells the harness something unasked. */
export type Tell = (event: ClientEvent) => void;

/** A call that makes no sense for kafkajs, or a wait of the harness that was in vain: no application would see it. */
export class HarnessFailure extends Error {}

/** What calls do; those that are missing kafkajs has no counterpart for. */
export type Handlers = { readonly [O in Op]?: (call: Calls[O]['in']) => object | Promise<object> };

/** A client of kafkajs behind the protocol. */
export interface Actor {
  readonly handlers: Handlers;
  /** Calls that do not wait for those before them. */
  readonly aside: ReadonlySet<Op>;
}

interface KafkajsError extends Error {
  /** The name of Kafka's error code, such as `REBALANCE_IN_PROGRESS`. */
  readonly type?: string;
}

/** An error of kafkajs as the harness gets it; the name of Kafka's error code, where there is one, as its cause. */
export function toldError(error: unknown): ToldError {
  const { name, message, cause, type } = error as KafkajsError;
  const inner = cause as KafkajsError | undefined;
  return { error: name, javaClass: name, message, cause: type ?? inner?.type ?? inner?.name ?? null };
}
