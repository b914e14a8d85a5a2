import type { ActionOf } from '../../../model/action.ts';
import { elementsOf } from '../../../model/sets.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import type { Frame } from '../../../wire/frame.ts';
import { endTxnApi } from '../../../wire/messages/end-txn.ts';
import { producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { exitIfFenced } from '../processes/producer-exits.ts';
import { rewind } from '../consumers/rewind.ts';
import { endTransactionFrames, initialiseFrames } from '../transactions/transaction-frames.ts';
import { beginCall, endOfCall } from '../../actors/producer-calls.ts';

/** commitTransaction() or abortTransaction(), unless the client is still in it: its EndTxn is at the gate then. */
export async function askToEnd(testbed: Testbed, producer: number, commit: boolean): Promise<void> {
  beginCall(testbed, producer, commit ? 'producer.commit' : 'producer.abort');
  await testbed.held(`${producerId(producer)} to end its transaction`, endTransactionFrames(producer, 'request'));
}

/** EndTxn reaches the coordinator, and its answer is at the gate. */
export async function passEnd(testbed: Testbed, producer: number): Promise<void> {
  testbed.gate.pass(await testbed.held('EndTxn', endTransactionFrames(producer, 'request')));
  await testbed.held('an answer to EndTxn', endTransactionFrames(producer, 'response'));
}

export const endTransaction: Move<ActionOf<'producer.end-transaction'>> = async (
  testbed,
  { action, before, after },
) => {
  const { producer, commit } = action;
  const name = producerId(producer);
  await askToEnd(testbed, producer, commit);
  await passEnd(testbed, producer);
  const answer = await testbed.held('an answer to EndTxn', endTransactionFrames(producer, 'response'));
  testbed.gate.pass(answer);
  if (isBusy(answer)) {
    await testbed.held(`${name} to ask again`, endTransactionFrames(producer, 'request'));
    return;
  }
  const values = elementsOf(before.producers[producer].transactionValues);
  if (after.producers[producer].transactionState === 'uninitialised') {
    // abortTransaction() goes on to ask for a new epoch.
    await testbed.held(`${name} to ask for a new epoch`, initialiseFrames(producer, 'request'));
    for (const value of values) testbed.told.note(value, 'failed');
    await rewind(testbed, producer, before, after);
    return;
  }
  const error = await endOfCall(testbed, producer, `${name} to end its transaction`);
  for (const value of values) testbed.told.note(value, commit && error === null ? 'acknowledged' : 'failed');
  await exitIfFenced(testbed, producer, after);
  if (!commit && error === null) await rewind(testbed, producer, before, after);
};

/** Whether the coordinator still writes markers: the client asks again. */
const isBusy = ({ payload, header }: Frame): boolean =>
  endTxnApi.readResponse(payload, header.apiVersion).errorCode === ERROR_CODES.CONCURRENT_TRANSACTIONS;
