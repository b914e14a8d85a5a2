import type { LoopStep, Member } from '../consumer/client/member.ts';
import { has, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { producerOf } from '../transactional-ids.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';
import { afterBatch, processing } from './loop.ts';

/**
 * The loop has done with the first record of its batch: on to the next one, to a commit (`commit.every`), or to the end of
 * the batch.
 */
export function afterRecord(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  const [{ partition, offset }, ...batch] = before.batch;
  // With a producer for each input partition a batch is as many transactions as it has partitions.
  const goesOn = batch.length > 0 && producerOf(world, 0, batch[0].partition) === producerOf(world, 0, partition);
  // Of what was given up in the background, what has been processed is committed.
  const late = world.keepsRevoked && countsRecords(world) && !has(before.owned, partition);
  const stored = late ? replaceAt(before.stored, partition, offset + 1) : before.stored;
  return withMember(state, member, { ...before, ...nextStep(world, before, goesOn), stored, batch });
}

/** Where the loop is once it is done with a record. One that commits every so many of them counts them over polls. */
function nextStep(world: World, { uncommitted }: Member, goesOn: boolean): Pick<Member, 'step' | 'uncommitted'> {
  if (world.commitEvery === 0) return { step: goesOn ? processing(world) : afterBatch(world), uncommitted };
  if (world.commit === 'before-processing') return { step: goesOn ? 'commit-first' : 'poll', uncommitted };
  if (world.commitEvery === 1) return { step: 'commit', uncommitted };
  const counted = uncommitted + 1;
  return { step: counted < world.commitEvery ? afterCommitting(world, goesOn) : 'commit', uncommitted: counted };
}

/** Whether the loop commits what it has processed before the end of its batch. */
const countsRecords = (world: World): boolean => world.commitEvery > 0 && world.commit === 'after-processing';

/** Where the loop is once it has committed what it has processed. */
export const afterCommitting = (world: World, goesOn: boolean): LoopStep => (goesOn ? processing(world) : 'poll');
