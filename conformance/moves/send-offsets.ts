import type { ActionOf } from '../../model/action.ts';
import { offsetsInTransaction, producerInTransaction } from '../../model/application/transaction-offsets.ts';
import { namesGeneration } from '../../model/broker/offset-commits.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf } from '../../model/world.ts';
import { clientOf, kafkaName } from '../member-control.ts';
import { HOME } from '../lab/listeners.ts';
import { memberId, producerId } from '../names.ts';
import type { Testbed } from '../testbed.ts';
import { BLOCKED_MS } from '../producer-calls.ts';
import { type Move, UnplayableError } from './move.ts';
import { exitIfFenced } from './producer-exits.ts';
import { offsetsFrames } from './transaction-frames.ts';

/** sendOffsetsToTransaction(), unless the member is still in it. */
function askToSend(testbed: Testbed, before: ClusterState, member: number, producer: number): void {
  const { world, names } = testbed;
  const name = producerId(producer);
  const offsets = Object.fromEntries(
    offsetsInTransaction(world, before, member).flatMap((offset, partition) =>
      offset < 0 ? [] : [[kafkaName(names.partition(partition)), offset]],
    ),
  );
  const of = namesGeneration(world)
    ? { consumer: memberId(member), metadata: 'current' as const }
    : { group: names.group(groupOf(world, member)), metadata: 'group-only' as const };
  testbed.calls.begin(name, 'producer.offsets', () =>
    clientOf(testbed, member).call('producer.offsets', { name, offsets, ...of }, BLOCKED_MS),
  );
}

export const sendOffsets: Move<ActionOf<'consumer.send-offsets'>> = async (
  testbed,
  { action: { member }, before, after },
) => {
  const producer = producerInTransaction(testbed.world, before, member);
  const name = producerId(producer);
  askToSend(testbed, before, member, producer);
  const sending = { isOver: false };
  const end = testbed.calls.of(name)?.end.then(() => {
    sending.isOver = true;
  });
  // A coordinator that is busy has the client ask again; one that refuses AddOffsetsToTxn is not asked at all.
  await testbed.poll(`${name} to send offsets`, () => {
    for (const request of testbed.gate.frames(offsetsFrames(producer, 'request'))) testbed.gate.pass(request);
    return Promise.resolve(sending.isOver);
  });
  await end;
  testbed.calls.forget(name);
  await exitIfFenced(testbed, producer, after);
};

export const transactionOffsetsDelayed: Move<ActionOf<'transaction-offsets.delayed'>> = async (
  testbed,
  { action: { member }, before },
) => {
  const producer = producerInTransaction(testbed.world, before, member);
  if (before.producers[producer].inFlight.length > 0) {
    throw new UnplayableError(
      'a client that has lost its coordinator asks for it behind the records that are under way',
    );
  }
  askToSend(testbed, before, member, producer);
  const requests = offsetsFrames(producer, 'request');
  await testbed.held('TxnOffsetCommit', requests);
  testbed.gate.detach({ clientId: producerId(producer), listener: `external-${HOME}`, stray: false });
  await testbed.held('TxnOffsetCommit once more', requests);
};
