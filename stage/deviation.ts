/** What may go wrong with the user's processes, their requests, their effects, and the brokers. */
export const FAULT_KINDS = [
  'consumer.crash',
  'terminate',
  'consumer.stall',
  'request.lost',
  'response.lost',
  'response.late',
  'rebalance',
  'effect.failed',
  'effect.late',
  'effect.outage',
  'broker.crash',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A timer of the brokers' that runs out while a process stands still: which of them do decides, not milliseconds. */
export type BrokerTimer = 'session' | 'rebalance' | 'transaction';

/** Something that happens at a decision point instead of what would have. Plain data: it is what a replay is made of. */
export interface Fault {
  readonly kind: FaultKind;
  /** Of a stall: the brokers' timers that run out meanwhile. */
  readonly timers?: readonly BrokerTimer[];
  /** Of `broker.crash`. */
  readonly broker?: number;
  /** Of `effect.failed`, for a request by HTTP: what it is answered, in place of an error. */
  readonly status?: number;
}

/** One word for a fault, its timers, broker and status included. */
export const faultKey = ({ kind, timers = [], broker, status }: Fault): string =>
  [kind, ...timers, broker ?? status ?? []].flat().join(' ');

/** A fault at a decision point of the run that the seed and the earlier deviations make. */
export interface Deviation {
  /** The number of the decision point, from 0. */
  readonly at: number;
  /** Its name, where it has one: then its number may be another. */
  readonly name?: string;
  readonly fault: Fault;
}
