import type { ActionOf } from '../../../model/action.ts';
import { recordToSend } from '../../../model/application/transform.ts';
import type { ClusterState } from '../../../model/state.ts';
import { sentTo, type World } from '../../../model/world.ts';
import { knowLeader } from '../../actors/client-control.ts';
import { processOf, producerId, textOf } from '../../names.ts';
import type { Move } from '../move.ts';
import { exitIfFenced } from '../processes/producer-exits.ts';
import { produceFrames } from '../../actors/producer-frames.ts';

/** A send whose partition the coordinator does not add to the transaction, since somebody else has the transactional id. */
export const fencedSend: Move<ActionOf<'producer.send'>> = async (testbed, { action, before, after }) => {
  const { producer, broker } = action;
  const { world } = testbed;
  const name = producerId(producer);
  const client = testbed.client(processOf(world, producer));
  const value = nextRecord(world, before, producer);
  const partition = sentTo(world, value);
  await knowLeader(testbed, producer, partition, broker);
  if (before.producers[producer].transactionState === 'ready') await client.call('producer.begin', { name });
  await client.call('producer.send', {
    name,
    tag: String(value),
    ...testbed.names.partition(partition),
    key: textOf(value),
    value: textOf(value),
  });
  await testbed.poll(`${name} to be fenced, or to send`, async () => {
    const { state } = await client.call('producer.state', { name });
    return state === 'FATAL_ERROR' || testbed.gate.frames(produceFrames(producer, broker, 'request', value)).length > 0;
  });
  await exitIfFenced(testbed, producer, after);
};

function nextRecord(world: World, state: ClusterState, producer: number): number {
  const { resend, handedOver } = state.producers[producer];
  if (resend.length > 0) return resend[0];
  return world.transform ? recordToSend(world, state, producer) : producer * world.recordsPerProducer + handedOver;
}
