import type { ActionOf } from '../action.ts';
import type { Polled } from '../consumer/client/member.ts';
import { takeEffect } from './external-offsets.ts';
import { commitsProgress } from './loop.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has, range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';
import { atWork, finishedTo, withFinished } from './workers.ts';

/**
 * A worker works on by itself, whatever happens to the consumer's assignment meanwhile, and after the consumer is closed.
 * What it has finished of a partition that was given up is committed like the rest (`Member.stored`).
 */
export const work: Rule<ActionOf<'worker.process'>> = {
  instances: (world) => (world.asynchronous && !world.transform ? perMember('worker.process')(world) : []),
  enabled: (_world, state, { member }) => state.members[member].worker.length > 0 && isWorking(state, member),
  next: (world, state, { member }) => finish(world, state, member, state.members[member].worker[0]),
};

/** Of the records that several workers are at, a later one is finished first. */
export const overtake: Rule<ActionOf<'worker.overtake'>> = {
  instances: (world) =>
    perMember('worker.overtake')(world).flatMap((action) =>
      range(world.workers - 1).map((index) => ({ ...action, worker: index + 1 })),
    ),
  enabled: (world, state, { member, worker }) =>
    isWorking(state, member) && worker < atWork(world, state.members[member].worker).length,
  next: (world, state, { member, worker }) =>
    finish(world, state, member, atWork(world, state.members[member].worker)[worker]),
};

function isWorking(state: ClusterState, member: number): boolean {
  const { status } = state.members[member];
  return status === 'up' || status === 'closed';
}

const finish = (world: World, state: ClusterState, member: number, record: Polled): ClusterState =>
  doneWith(world, takeEffect(world, state, member, record), member, record);

/** A worker has done with a record, whatever has become of it. */
export function doneWith(world: World, state: ClusterState, member: number, record: Polled): ClusterState {
  const before = state.members[member];
  const handed = withFinished(world, before, record);
  const { partition } = record;
  const commits = before.status === 'up' && world.keepsRevoked && commitsProgress(world);
  const late = commits && !has(before.owned, partition) ? finishedTo(world, before, handed, record) : -1;
  const stored = late > 0 ? replaceAt(before.stored, partition, late) : before.stored;
  return withMember(state, member, { ...before, ...handed, stored });
}
