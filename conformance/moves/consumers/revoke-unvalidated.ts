import type { ActionOf } from '../../../model/action.ts';
import { unvalidatedOf } from '../../../model/consumer/client/validation.ts';
import { API } from '../../../wire/api-keys.ts';
import type { Matcher } from '../../../wire/frame.ts';
import { clientOf, knowLeaders } from '../../actors/member-control.ts';
import { memberId } from '../../names.ts';
import type { Move } from '../move.ts';
import { join, sync } from './consumer-join.ts';
import { leave } from './consumer-leave.ts';

/**
 * The client hears of the new leader, and asks for the end of the epoch that it has read in; what it gives up, or closes, comes
 * before the answer.
 */
export const revokeUnvalidated: Move<ActionOf<'consumer.revoke-unvalidated'>> = async (testbed, step) => {
  const { gate, world } = testbed;
  const { action, before } = step;
  const { member } = action;
  const name = memberId(member);
  const asks: Matcher = { api: API.OffsetForLeaderEpoch, clientId: name, direction: 'request' };
  const hold = gate.hold(asks);
  const partitions = unvalidatedOf(world, before, member);
  await knowLeaders(testbed, member, partitions);
  const polling = clientOf(testbed, member).call('consumer.poll', { name, timeoutMs: ASKS_MS, mode: 'joining' });
  polling.catch(() => undefined);
  try {
    await testbed.held(`${name} to ask for the end of an epoch`, asks);
  } finally {
    await clientOf(testbed, member).call('consumer.stop', { name });
    await polling;
  }
  if (before.members[member].step === 'close') {
    await leave(testbed, { ...step, action: { type: 'consumer.leave', member } });
  } else if (world.rebalance === 'kip-848') {
    await sync(testbed, { ...step, action: { type: 'consumer.sync', member } });
  } else {
    await join(testbed, { ...step, action: { type: 'consumer.join', member } });
  }
  hold.release();
};

/** How long its client may take to ask. */
const ASKS_MS = 60_000;
