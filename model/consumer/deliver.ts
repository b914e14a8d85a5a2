import { afterPoll } from '../application/loop.ts';
import { notePolled } from '../observer/sightings.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import type { Polled } from './client/member.ts';

/**
 * The application takes over what poll() returned: its loop works on it, after what it still has of an assignment before,
 * or hands it to the worker.
 */
export function deliver(world: World, state: ClusterState, member: number, batch: readonly Polled[]): ClusterState {
  if (batch.length === 0) return state;
  const noted = notePolled(state, groupOf(world, member), batch);
  const polled = noted.members[member];
  const step = afterPoll(world);
  if (world.asynchronous && !world.transform) {
    return withMember(noted, member, { ...polled, step, worker: [...polled.worker, ...batch] });
  }
  return withMember(
    noted,
    member,
    polled.batch.length === 0 ? { ...polled, step, batch } : { ...polled, batch: [...polled.batch, ...batch] },
  );
}
