import type { Polled } from '../consumer/client/member.ts';
import { observeSighting, timesSeen } from '../observer/sightings.ts';
import type { ClusterState } from '../state.ts';
import { withLedger } from '../update.ts';
import type { World } from '../world.ts';

/** With an idempotency key the second effect of a record is none. */
export function noteEffect(world: World, state: ClusterState, group: number, entry: Polled): ClusterState {
  const before = state.ledger.processed[group];
  if (world.idempotentEffect && timesSeen(before, entry.value) > 0) return state;
  const { state: after, seen } = observeSighting(world, state, before, entry);
  if (seen === before) return after;
  const processed = after.ledger.processed.slice();
  processed[group] = seen;
  return withLedger(after, { processed });
}
