import type { ActionOf } from '../action.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';

/**
 * The cache of a client that fetches ahead expires while the loop works on a record: what was not delivered is discarded,
 * and the position stays where fetching had come to. A client that seeks back loses nothing by it, and does not show it.
 */
export const expireCache: Rule<ActionOf<'consumer.expire-cache'>> = {
  instances: (world) =>
    world.client.seeksBackOnCacheExpiry || world.transform ? [] : perMember('consumer.expire-cache')(world),
  enabled(_world, state, { member }) {
    const { status, step, batch } = state.members[member];
    return status === 'up' && step === 'process' && batch.length > 1;
  },
  next(_world, state, { member }) {
    const before = state.members[member];
    return withMember(state, member, { ...before, batch: before.batch.slice(0, 1) });
  },
};
