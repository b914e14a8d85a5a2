import type { ActionOf } from '../../model/action.ts';
import { processOf, producerId } from '../names.ts';
import { BLOCKED_MS } from './end-transaction.ts';
import type { Move } from './move.ts';
import { exitIfFenced } from './producer-exits.ts';
import { initialiseFrames } from './transaction-frames.ts';

/**
 * InitProducerId: of initTransactions(), or of a call that asks for a new epoch. Where a transaction was left open, the client
 * is answered CONCURRENT_TRANSACTIONS and asks again.
 */
export const initialise: Move<ActionOf<'producer.initialise'>> = async (testbed, { action: { producer }, after }) => {
  const name = producerId(producer);
  testbed.calls.begin(name, 'producer.init', () =>
    testbed.client(processOf(testbed.world, producer)).call('producer.init', { name }, BLOCKED_MS),
  );
  const requests = initialiseFrames(testbed, producer, 'request');
  testbed.gate.pass(await testbed.held(`${name} to initialise`, requests));
  if (after.producers[producer].transactionState === 'uninitialised' && after.producers[producer].up) {
    await testbed.held(`${name} to ask again`, requests);
    return;
  }
  const call = testbed.calls.of(name);
  await testbed.within(`${name} to be initialised`, call?.end ?? Promise.resolve(null));
  testbed.calls.forget(name);
  await exitIfFenced(testbed, producer, after);
};
