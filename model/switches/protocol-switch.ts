import type { History, Source, Switch } from './switch.ts';

/** A switch of the protocol: a mechanism of Kafka that a version lacked, or one that a test takes away. */
export interface ProtocolSwitch extends Switch {
  /** How the versions of Kafka had it. The last value is today's. */
  readonly history: History;
  /** The KIPs and issues that changed it; none where no version of Kafka was ever without it. */
  readonly sources: readonly Source[];
  /** What goes wrong without it, as a clause. */
  readonly otherwise: string;
  /** Where its history is not that of the releases: when it was mended, and what is taken instead. */
  readonly mended?: string;
}
