import type { Action } from '../model/action.ts';
import { acceptsCommit } from '../model/broker/offset-commits.ts';
import type { ClusterState } from '../model/state.ts';
import { producersOf } from '../model/transactional-ids.ts';
import type { World } from '../model/world.ts';
import { refusalOf } from './refusal.ts';
import type { Moment } from './moment.ts';
import { GROUP_COORDINATOR } from './names.ts';
import { isPoll } from './polls.ts';

/** A commit that the group coordinator did not take. */
export function refusalEffects({ world, before, after }: Moment, action: Action): string[] {
  if (!('member' in action) || !isRefused(world, before, after, action, action.member)) return [];
  const what = isPoll(action) ? 'the automatic commit' : 'it';
  return [`the ${GROUP_COORDINATOR} refuses ${what}: ${refusalOf(world, before, action.member)}`];
}

function isRefused(world: World, before: ClusterState, after: ClusterState, action: Action, member: number): boolean {
  if (action.type === 'consumer.commit') return world.client.commitsInOrder && !acceptsCommit(world, before, member);
  if (action.type === 'consumer.send-offsets')
    return producersOf(world, member).some((producer) => after.producers[producer].transactionState === 'must-abort');
  return isPoll(action) && after.members[member].generation < 0;
}
