import type { Member, Polled } from '../consumer/client/member.ts';
import { noteLetter } from '../observer/transaction-facts.ts';
import type { ClusterState } from '../state.ts';
import { producerOf } from '../transactional-ids.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';

/**
 * Dead letters: records that the handler failed on, on their way to a topic of their own. That topic is not replicated here:
 * what it has answered for stays.
 */

/** A letter is sent, and the loop goes on. In a transaction, which has begun, it is stored with that, or not at all. */
export function sendLetter(
  world: World,
  state: ClusterState,
  member: number,
  { partition, offset, value }: Polled,
): ClusterState {
  if (world.commit === 'transaction') {
    return noteLetter(state, state.producers[producerOf(world, member, partition)].transaction, value);
  }
  const before = state.members[member];
  return withMember(state, member, { ...before, letters: [...before.letters, { partition, offset, value }] });
}

/** Whether the loop waits for the answer to a letter before it commits, or polls again. */
export const awaitsLetter = (world: World, { letters }: Member): boolean => world.awaitsLetters && letters.length > 0;
