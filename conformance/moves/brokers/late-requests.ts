import type { ActionOf } from '../../../model/action.ts';
import { isEqual } from '../../../model/equal.ts';
import type { OrphanedEnd, OrphanedMarker, OrphanedOffsets } from '../../../model/network/requests/request.ts';
import { has } from '../../../model/sets.ts';
import { groupOf, slotOf } from '../../../model/world.ts';
import { exchangeOf, type Frame, type Matcher } from '../../../wire/frame.ts';
import { endTxnApi } from '../../../wire/messages/end-txn.ts';
import { offsetCommitApi } from '../../../wire/messages/offset-commit.ts';
import { txnOffsetCommitApi } from '../../../wire/messages/txn-offset-commit.ts';
import { HarnessError } from '../../harness-error.ts';
import { HOME } from '../../lab/listeners.ts';
import { producerId } from '../../names.ts';
import { offsetCommits } from '../../actors/member-control.ts';
import type { Move } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { deliverMarker } from '../transactions/transaction-markers.ts';

/** EndTxn arrives after its client has asked once more. */
export async function lateEnd(testbed: Testbed, { producer, epoch, commit }: OrphanedEnd): Promise<void> {
  await arrives(testbed, 'EndTxn', {
    api: endTxnApi.apiKey,
    clientId: producerId(producer),
    where({ payload, header }) {
      const { producerEpoch, committed } = endTxnApi.readRequest(payload, header);
      return producerEpoch === epoch && committed === commit;
    },
  });
}

/** TxnOffsetCommit arrives after its client has sent it once more. */
export async function lateOffsets(testbed: Testbed, { producer, epoch }: OrphanedOffsets): Promise<void> {
  await arrives(testbed, 'TxnOffsetCommit', {
    api: txnOffsetCommitApi.apiKey,
    clientId: producerId(producer),
    where: ({ payload, header }) => txnOffsetCommitApi.readRequest(payload, header).producerEpoch === epoch,
  });
}

/** OffsetCommit arrives after its client has sent it once more. */
export const lateCommit: Move<ActionOf<'network.arrive-commit'>> = (testbed, { action: { member, index }, before }) => {
  const { world } = testbed;
  const late = before.members[member].lateCommits[index].filter((offset) => offset >= 0);
  const { members, assignment } = before.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  const hasGivenUp = world.rebalance === 'kip-848' && !assignment.includes(slot);
  if (!world.assigns && (!has(members, slot) || hasGivenUp)) {
    throw new UnplayableError(
      'it comes between the last commit of a member and what that says behind it, which is one step',
    );
  }
  return arrives(testbed, 'OffsetCommit', {
    ...offsetCommits(member),
    where({ payload, header }) {
      const named = offsetCommitApi
        .readRequest(payload, header)
        .topics.flatMap(({ partitions }) => partitions.map(({ committedOffset }) => committedOffset));
      return isEqual(named.sort(ascending), late.sort(ascending));
    },
  });
};

const ascending = (one: number, other: number): number => one - other;

/** A request that has outlived its connection arrives, and is answered to nobody. */
async function arrives(testbed: Testbed, what: string, of: Matcher): Promise<void> {
  const stray: Frame = await testbed.held(`the late ${what}`, { ...of, direction: 'request', stray: true });
  testbed.gate.pass(stray);
  await testbed.until(`an answer to the late ${what}`, () => testbed.gate.strayAnswers(exchangeOf(stray)).length > 0);
}

/** A marker arrives after its coordinator has written it once more. */
export async function lateMarker(testbed: Testbed, late: OrphanedMarker): Promise<void> {
  const { producer: id, partition, broker, transaction } = late;
  const payload = testbed.markers.kept({ id, partition }, transaction);
  if (payload === undefined) throw new HarnessError('the late marker was not kept');
  // It answers at once where it refuses it, and otherwise when the marker is replicated, which is seen in the logs.
  void deliverMarker(testbed, broker < 0 ? HOME : broker, payload).catch(() => undefined);
}
