import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { LAG_MS } from '../brokers/live-cluster.ts';

/** How much later than the time-out it is over on a busy machine, in ms. */
const MARGIN_MS = 150;

/**
 * When followers that are in no ISR were caught up last. For replica.lag.time.max.ms after that, a leader's high watermark
 * waits for them to join the ISR (`Partition.maybeIncrementLeaderHW`); the machine's never does. Both happen in Kafka: it is
 * a matter of time.
 */
export class CaughtUp {
  #began = Date.now();
  /** By broker and partition, in ms of the epoch. */
  readonly #last = new Map<string, number>();

  /** A follower has fetched. */
  note(broker: number, partition: number): void {
    this.#last.set(`${broker} ${partition}`, Date.now());
  }

  /** A leader has begun, in whose eyes every member of its ISR is caught up. */
  noteAll(): void {
    this.#last.clear();
    this.#began = Date.now();
  }

  /** Waits until no high watermark waits for a follower outside its ISR. */
  async pass(world: World, state: ClusterState): Promise<void> {
    const last = world.placement.flatMap((hosts, partition) =>
      hosts
        .filter((broker) => isAwaited(world, state, broker, partition))
        .map((broker) => this.#last.get(`${broker} ${partition}`) ?? this.#began),
    );
    const end = Math.max(0, ...last) + LAG_MS + MARGIN_MS;
    if (end > Date.now()) await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
  }
}

/** Whether a broker lives, has a replica, and is in no ISR of a leader of the partition, or is asked into it. */
function isAwaited(world: World, state: ClusterState, broker: number, partition: number): boolean {
  return (
    state.brokers[broker].up &&
    world.placement[partition].some((leader) => {
      const { leading } = replicaOf(world, state, leader, partition);
      return leader !== broker && leading !== null && !has(leading.isr | leading.proposedIsr, broker);
    })
  );
}
