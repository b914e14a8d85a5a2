import type { ActionOf } from '../action.ts';
import { isBetweenPolls, mustAbort, processing } from '../application/loop.ts';
import { abortOnClose, mayClose } from '../application/closing.ts';
import { afterFailure, handled } from '../application/handler-failed.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import { beginTransaction } from '../producer/begin-transaction.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { producerOf } from '../transactional-ids.ts';
import { withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/** What happens to the user's loop while its process lives. Where it ends, the rest is `consumer.leave`. */

/**
 * The process is asked to stop: a flag, or the WakeupException of poll(), ends the loop between two batches. A worker may
 * still have records.
 */
export const consumerClose: Rule<ActionOf<'consumer.close'>> = {
  instances: (world) => (world.setup.faults['consumer.close'] === 0 ? [] : perMember('consumer.close')(world)),
  idle: (_world, state) => !affords(state, 'consumer.close'),
  enabled: (world, state, { member }) =>
    affords(state, 'consumer.close') &&
    isBetweenPolls(world, state, member) &&
    mayClose(world, state, member) &&
    (world.assigns
      ? state.members[member].owned !== EMPTY
      : has(state.groups[groupOf(world, member)].members, slotOf(world, member))),
  next: (world, state, { member }) => {
    const closing = { ...state.members[member], step: 'close' as const };
    return abortOnClose(world, withMember(spend(state, 'consumer.close'), member, closing), member);
  },
};

/** The handler throws before it has had any effect. */
export const processingFailed: Rule<ActionOf<'processing.failed'>> = {
  instances: (world) => (world.setup.faults['processing.failed'] === 0 ? [] : perMember('processing.failed')(world)),
  idle: (_world, state) => !affords(state, 'processing.failed'),
  enabled: (world, state, { member }) => affords(state, 'processing.failed') && isHandling(world, state, member),
  next: (world, state, { member }) =>
    afterFailure(world, begun(world, spend(state, 'processing.failed'), member), member),
};

/** Who goes on behind a record does so in the transaction that its loop has begun before: offsets alone are one as well. */
const begun = (world: World, state: ClusterState, member: number): ClusterState =>
  world.commit === 'transaction' && (world.onFailure === 'skip' || world.onFailure === 'dead-letter')
    ? beginTransaction(state, producerOf(world, member, handled(state.members[member]).partition))
    : state;

/** Whether the handler, in the loop or in its worker, has a record that it has not worked on. */
function isHandling(world: World, state: ClusterState, member: number): boolean {
  const { status, step, batch, worker } = state.members[member];
  if (status !== 'up' || step === 'close') return false;
  return worker.length > 0 || (batch.length > 0 && step === processing(world) && !mustAbort(world, state, member));
}
