import type { Answer, Arrived } from '../../cluster/arrived.ts';
import type { ClusterEvent, Due } from '../../cluster/cluster-event.ts';
import type { Endpoint } from '../../cluster/cluster.ts';
import type { Life } from '../time/life.ts';

/** What stands behind the sockets: it answers, and it changes by itself only when it is told to. */
export interface Brokers {
  readonly endpoints: readonly Endpoint[];
  isUp(broker: number): boolean;
  /** A request of a process has come: the answers that are there by now, of this one and of others that waited. */
  receive(arrived: Arrived, from: Life): readonly Answer[];
  /** A connection is gone, and with it what waited for these. */
  abandon(tickets: ReadonlySet<number>): void;
  /** What may happen by itself now, and when it does in an undisturbed cluster. */
  due(): readonly Due[];
  happen(event: ClusterEvent): readonly Answer[];
  crash(broker: number): readonly Answer[];
  /** Another object after whatever a client could see; the same after a heartbeat, or a fetch that finds nothing. */
  readonly state: object;
  /** What the brokers have come to since a state was there, where they may come round to it again: then it is equal. */
  roundSince(state: object): string | undefined;
}
