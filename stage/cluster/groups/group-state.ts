import { EMPTY } from '../../../model/sets.ts';
import type { Cluster } from '../cluster.ts';

/** A group's state by the name that Kafka has for it (`ClassicGroupState`). A group is never Dead: none is deleted. */
export function groupState({ groups, machine }: Cluster, group: number): string {
  const { phase, members } = machine.groups[group];
  if (members === EMPTY) return 'Empty';
  if (phase === 'preparing') return 'PreparingRebalance';
  return groups[group].synced ? 'Stable' : 'CompletingRebalance';
}
