import { elementsOf } from '../../../model/sets.ts';
import type { ClusterState } from '../../../model/state.ts';
import { memberOf } from '../../../model/transactional-ids.ts';
import { hearOfFencing, whilePolling } from '../../actors/kip-848-members.ts';
import { clientOf, pollUntilItJoins } from '../../actors/member-control.ts';
import { memberId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';

/**
 * What the loop of a transform does after it has aborted a transaction: it seeks back to what is committed, or joins again, where
 * the group has gone on without it.
 */
export async function rewind(
  testbed: Testbed,
  producer: number,
  before: ClusterState,
  after: ClusterState,
): Promise<void> {
  const { world } = testbed;
  if (!world.transform) return;
  const member = memberOf(world, producer);
  const [was, is] = [before.members[member], after.members[member]];
  if (is.status !== 'up') return;
  if (was.generation >= 0 && is.generation < 0) {
    if (world.rebalance === 'kip-848') await whilePolling(testbed, member, () => hearOfFencing(testbed, member));
    else await pollUntilItJoins(testbed, member);
    return;
  }
  await seekBack(testbed, member, before, after);
}

/** seek() where the machine's loop goes back. */
export async function seekBack(
  testbed: Testbed,
  member: number,
  before: ClusterState,
  after: ClusterState,
): Promise<void> {
  const { owned, positions } = after.members[member];
  for (const partition of elementsOf(owned)) {
    const offset = positions[partition];
    if (offset === before.members[member].positions[partition]) continue;
    await clientOf(testbed, member).call('consumer.seek', {
      name: memberId(member),
      ...testbed.names.partition(partition),
      offset,
    });
  }
}
