import { commitsBesideLoop } from '../application/automatic-commits.ts';
import type { ActionOf } from '../action.ts';
import { acceptsCommit, storePositions } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { groupOf } from '../world.ts';

/**
 * An automatic commit that does not wait for the next poll(): it covers the positions, and so the records that the loop
 * is still working on. So do commits of KIP-848's consumer (KAFKA-18641), whose network thread takes down positions that
 * poll() has moved past what it is just returning; which of the two is first is a matter of luck.
 */
export const autoCommit: Rule<ActionOf<'consumer.auto-commit'>> = {
  instances: (world) => (world.autoCommit && commitsBesideLoop(world) ? perMember('consumer.auto-commit')(world) : []),
  enabled(world, state, { member }) {
    const { status, batch, positions } = state.members[member];
    if (status !== 'up' || batch.length === 0 || !acceptsCommit(world, state, member)) return false;
    const { committed } = state.groups[groupOf(world, member)];
    const moved = positions.some((position, partition) => position > 0 && position !== committed[partition]);
    return moved && groupCoordinatorAnswers(world, state);
  },
  next: (world, state, { member }) => storePositions(world, state, member),
};
