import type { Argued } from '../argued.ts';

const FIRST_IS_ONE = 'the first generation of a group is 1, and a member of none has -1';

/** In model/consumer. */
export const CONSUMER: readonly Argued[] = [
  {
    path: 'model/consumer/kip-848.ts',
    operator: 'relational-boundary',
    line: 'const stale = epoch >= 0 && epoch < generation && !world.client.retriesOffsetFetch;',
    before: 'epoch >= 0',
    after: 'epoch > 0',
    reason: FIRST_IS_ONE,
  },
  {
    path: 'model/consumer/sync.ts',
    operator: 'relational-boundary',
    line: 'return state.members[member].generation < 0 && canStart(world, state, member, assignedTo(world, state, member));',
    before: 'state.members[member].generation < 0',
    after: 'state.members[member].generation <= 0',
    reason: FIRST_IS_ONE,
  },
];
