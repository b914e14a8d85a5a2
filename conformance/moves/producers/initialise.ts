import type { ActionOf } from '../../../model/action.ts';
import { errorName } from '../../../wire/error-codes.ts';
import type { Frame } from '../../../wire/frame.ts';
import { initProducerIdApi } from '../../../wire/messages/init-producer-id.ts';
import { producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { exitIfFenced } from '../processes/producer-exits.ts';
import { initialiseFrames } from '../transactions/transaction-frames.ts';
import { beginCall, endOfCall } from '../../actors/producer-calls.ts';

/**
 * InitProducerId: of initTransactions(), or of a call that asks for a new epoch. Where a transaction was left open, the client
 * is answered CONCURRENT_TRANSACTIONS and asks again.
 */
export const initialise: Move<ActionOf<'producer.initialise'>> = async (testbed, { action: { producer }, after }) => {
  const name = producerId(producer);
  beginCall(testbed, producer, 'producer.init');
  if ((await answered(testbed, producer)) === 'CONCURRENT_TRANSACTIONS') {
    await testbed.held(`${name} to ask again`, initialiseFrames(producer, 'request'));
    return;
  }
  await endOfCall(testbed, producer, `${name} to be initialised`);
  await exitIfFenced(testbed, producer, after);
};

/** What the coordinator says to the client, once it has had producer ids from the controller. */
async function answered(testbed: Testbed, producer: number): Promise<string> {
  for (;;) {
    const name = producerId(producer);
    testbed.gate.pass(await testbed.held(`${name} to initialise`, initialiseFrames(producer, 'request')));
    const answer = await testbed.held(`an answer to ${name}`, initialiseFrames(producer, 'response'));
    testbed.gate.pass(answer);
    const error = errorOf(answer);
    if (error !== 'COORDINATOR_LOAD_IN_PROGRESS') return error;
  }
}

const errorOf = ({ payload, header }: Frame): string =>
  errorName(initProducerIdApi.readResponse(payload, header.apiVersion).errorCode);
