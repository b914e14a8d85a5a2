import type { Polled } from '../model/consumer/client/member.ts';
import type { World } from '../model/world.ts';
import { readByDownstream } from './downstream.ts';
import { isPoll } from './polls.ts';
import type { ClusterStep } from './story.ts';

/** What a reader was given. */
export interface Returned {
  /** -1 for the reader behind a transform. */
  readonly member: number;
  readonly records: readonly Polled[];
}

/** The records that a step gives to a reader. */
export function returnedIn(world: World, { action, before, after }: ClusterStep): Returned {
  if (action.type === 'downstream.poll') {
    return { member: -1, records: readByDownstream({ world, before, after }, action.partition) };
  }
  if (!isPoll(action)) return { member: -1, records: [] };
  const { batch, worker } = after.members[action.member];
  return { member: action.member, records: [...batch, ...worker.slice(before.members[action.member].worker.length)] };
}
