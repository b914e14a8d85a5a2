import type { ActionOf } from '../../model/action.ts';
import { commitsNow, isRefusedByClient } from '../../model/application/committing.ts';
import { offsetsToCommit } from '../../model/application/offsets.ts';
import type { ClusterState } from '../../model/state.ts';
import { ClientError } from '../clients/client-error.ts';
import type { Offsets } from '../clients/protocol.ts';
import { clientOf, kafkaName, pollUntilItJoins } from '../member-control.ts';
import { hearOfFencing, whilePolling } from '../kip-848-members.ts';
import { memberId } from '../names.ts';
import type { Testbed } from '../testbed.ts';
import type { Move } from './move.ts';

/** commitSync(), whatever it is told. */
export const commit: Move<ActionOf<'consumer.commit'>> = async (testbed, { action: { member }, before }) => {
  const { world } = testbed;
  const offsets = offsetsOf(testbed, before, member);
  try {
    await clientOf(testbed, member).call('consumer.commit', { name: memberId(member), offsets, how: 'sync' });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
  }
  if (commitsNow(world, before, member) || isRefusedByClient(world, before, member)) return;
  // The group goes on without the member: its client gives up what it has in its next poll().
  if (world.rebalance === 'kip-848') await whilePolling(testbed, member, () => hearOfFencing(testbed, member));
  else await pollUntilItJoins(testbed, member);
};

/** What the application commits at this place of its loop. */
export const offsetsOf = ({ world, names }: Testbed, state: ClusterState, member: number): Offsets =>
  Object.fromEntries(
    offsetsToCommit(world, state, member).flatMap((offset, partition) =>
      offset < 0 ? [] : [[kafkaName(names.partition(partition)), offset]],
    ),
  );
