import type { ActionOf } from '../../../model/action.ts';
import { HOME } from '../../lab/listeners.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import { producerId } from '../../names.ts';
import { askToEnd, passEnd } from './end-transaction.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { endTransactionFrames } from '../transactions/transaction-frames.ts';

export const endTransactionResponseLost: Move<ActionOf<'end-transaction-response.lost'>> = async (
  testbed,
  { action: { producer, commit } },
) => {
  refuseOther(testbed);
  await askToEnd(testbed, producer, commit);
  await passEnd(testbed, producer);
  testbed.gate.cut({ clientId: producerId(producer), listener: `external-${HOME}`, stray: false });
  await testbed.held('EndTxn once more', endTransactionFrames(producer, 'request'));
};

export const endTransactionDelayed: Move<ActionOf<'end-transaction.delayed'>> = async (
  testbed,
  { action: { producer, commit } },
) => {
  refuseOther(testbed);
  await askToEnd(testbed, producer, commit);
  testbed.gate.detach({ clientId: producerId(producer), listener: `external-${HOME}`, stray: false });
  await testbed.held('EndTxn once more', endTransactionFrames(producer, 'request'));
};

/** The machine's client asks again, as the Java client does. */
function refuseOther({ world }: Testbed): void {
  if (!isKafkajs(world)) return;
  throw new UnplayableError(
    'KafkaJS asks once to end a transaction: commit() and abort() throw, and the producer is of no use',
  );
}
