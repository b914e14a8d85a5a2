import type { SmallSet } from '../sets.ts';

/** The controller's decisions, one linearizable step at a time; brokers learn of them later. */
export interface Controller {
  readonly partitions: readonly Leadership[];
  /** Brokers that the controller takes for dead. */
  readonly fenced: SmallSet;
}

/** Who leads a partition, according to the controller. */
export interface Leadership {
  /** -1 when nobody may lead. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: SmallSet;
  /** KIP-966: replicas that left the ISR and still have every committed record. Always empty with ELR off. */
  readonly elr: SmallSet;
  /** KIP-966: who led last, electable when ISR and ELR are empty; -1 when unknown. */
  readonly lastKnownLeader: number;
  /** Rises with every change of this record: what AlterPartition is compared with. */
  readonly partitionEpoch: number;
}
