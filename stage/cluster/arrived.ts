import type { Body } from '../../wire/apache/message-type.ts';

/** A request as it has come to a broker; what it was read from is its caller's business. */
export interface Arrived<Q = Body> {
  /** What the caller calls this request by: the answer says so too. Never the same twice in one run. */
  readonly ticket: number;
  /** The broker that it came to. */
  readonly broker: number;
  readonly apiKey: number;
  readonly version: number;
  readonly clientId: string | null;
  /** Apache's names of fields in camelCase (`wire/apache`). */
  readonly body: Q;
}

/** What a broker answers, to be written in the version that was asked in. */
export interface Answer {
  readonly ticket: number;
  readonly body: Body;
}
