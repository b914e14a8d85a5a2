import type { ActionOf } from '../action.ts';
import { restored } from '../application/checkpoints.ts';
import { perMember } from '../instances.ts';
import { newIncarnation } from '../producer/client/incarnation.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import { withMember, withProducer } from '../update.ts';
import { groupOf, slotOf } from '../world.ts';
import type { Member } from './client/member.ts';

/**
 * A process that has ended starts again; one that crashed holds its partitions until the session has expired. A worker
 * that was still busy behind closed clients ends with the process.
 */
export const restart: Rule<ActionOf<'consumer.restart'>> = {
  instances: perMember('consumer.restart'),
  enabled: (world, state, { member }) =>
    hasEnded(state.members[member]) &&
    (!world.transform || state.producers[member].incarnation + 1 < world.startsMax) &&
    !has(state.groups[groupOf(world, member)].members, slotOf(world, member)),
  next(world, state, { member }) {
    const before = state.members[member];
    const finished = before.finished.map(() => -1);
    const after = withMember(state, member, { ...before, status: 'up', worker: [], finished });
    // A producer for an input partition begins with that.
    if (!world.transform || world.ids === 'per-partition') return after;
    const begun = newIncarnation(world, state, member);
    return withProducer(after, member, restored(world, before, state.producers[member], begun));
  },
};

const hasEnded = ({ status }: Member): boolean => status === 'crashed' || status === 'closed';
