import type { ActionOf } from '../../../model/action.ts';
import { producersOf } from '../../../model/transactional-ids.ts';
import { clientOf } from '../../actors/member-control.ts';
import { producerId } from '../../names.ts';
import { sendLetter } from './dead-letters.ts';
import type { Move } from '../move.ts';
import { seekBack } from './rewind.ts';

/** The handler is the harness's own, and throws when the schedule says so: what is left is what its loop calls then. */
export const processingFailed: Move<ActionOf<'processing.failed'>> = async (testbed, { action, before, after }) => {
  const { world } = testbed;
  const { member } = action;
  if (world.onFailure === 'dead-letter') await sendLetter(testbed, member, before);
  for (const producer of world.transform ? producersOf(world, member) : []) {
    const begins = before.producers[producer].transactionState === 'ready';
    if (!begins || after.producers[producer].transactionState !== 'open') continue;
    await clientOf(testbed, member).call('producer.begin', { name: producerId(producer) });
  }
  // Whose loop tries again in place does nothing else.
  if (after.members[member].status === 'stalled') clientOf(testbed, member).suspend();
  await seekBack(testbed, member, before, after);
};
