import type { Switch } from './switch.ts';

/** A switch of the clients: a behaviour of Apache Kafka's Java client that other libraries lacked. */
export interface ClientSwitch extends Switch {
  /** What the Java client has, in every version. */
  readonly java: string | boolean;
  /** What others had, value by value. */
  readonly bugs: readonly ClientBug[];
}

/** A published bug of a client library. */
export interface ClientBug {
  readonly value: string | boolean;
  /** Where it was. */
  readonly found: readonly { readonly library: string; readonly versions: string; readonly issues?: string }[];
  /** What went wrong, as a sentence without a full stop. */
  readonly wrong: string;
  /** What the fix was; where nobody has fixed it, what would be right. */
  readonly fix: string;
}
