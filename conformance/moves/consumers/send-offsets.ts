import type { ActionOf } from '../../../model/action.ts';
import { offsetsInTransaction, producerInTransaction } from '../../../model/application/transaction-offsets.ts';
import { namesGeneration } from '../../../model/named-generation.ts';
import type { ClusterState } from '../../../model/state.ts';
import { groupOf } from '../../../model/world.ts';
import { clientOf } from '../../actors/member-control.ts';
import { HOME } from '../../lab/listeners.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import { kafkaName, memberId, producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { BLOCKED_MS } from '../../actors/producer-calls.ts';
import type { Move } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { exitIfFenced } from '../processes/producer-exits.ts';
import { offsetsFrames } from '../transactions/transaction-frames.ts';

/** How long KafkaJS may take to hear who coordinates the group, where another request may be in its way. */
const ASKS_MS = 4_000;

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
  const call = testbed.calls.of(name);
  const sending = { isOver: false };
  const over = (): void => {
    sending.isOver = true;
  };
  void call?.end.then(over, over);
  const mayWait = isKafkajs(testbed.world) && before.producers[producer].inFlight.length > 0;
  const patientUntil = Date.now() + ASKS_MS;
  // A coordinator that is busy has the client ask again; one that refuses AddOffsetsToTxn is not asked at all.
  await testbed.poll(`${name} to send offsets`, () => {
    for (const request of testbed.gate.frames(offsetsFrames(producer, 'request'))) testbed.gate.pass(request);
    if (!sending.isOver && mayWait && Date.now() > patientUntil) {
      throw new UnplayableError(
        'KafkaJS asks any broker who coordinates the group, here behind a record that is under way',
      );
    }
    return Promise.resolve(sending.isOver);
  });
  await call?.end;
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
