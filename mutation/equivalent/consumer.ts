import type { Argued } from '../argued.ts';
import { NEVER_ENABLED } from './never-enabled.ts';

const FIRST_IS_ONE = 'the first generation of a group is 1, and a member of none has -1';

/** In model/consumer. */
export const CONSUMER: readonly Argued[] = [
  {
    path: 'model/consumer/kip-848.ts',
    operator: 'relational-boundary',
    line: 'return epoch >= 0 && epoch < state.groups[groupOf(world, member)].generation && !world.client.retriesOffsetFetch;',
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
  {
    path: 'model/consumer/poll.ts',
    operator: 'operand',
    line: 'world.committedOnly && world.transactional && !world.protocol.fetchReadsHighWatermarkOnce',
    before: 'world.committedOnly && world.transactional',
    after: 'world.committedOnly',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/consumer/send-offsets.ts',
    operator: 'logical',
    line: "world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],",
    before: "world.transform && world.commit === 'transaction'",
    after: "world.transform || world.commit === 'transaction'",
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/consumer/send-offsets.ts',
    operator: 'operand',
    line: "world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],",
    before: "world.transform && world.commit === 'transaction'",
    after: 'world.transform',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/consumer/send-offsets.ts',
    operator: 'operand',
    line: "world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],",
    before: "world.transform && world.commit === 'transaction'",
    after: "world.commit === 'transaction'",
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/consumer/send-offsets.ts',
    operator: 'condition',
    line: "world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],",
    before: "world.transform && world.commit === 'transaction'",
    after: 'true',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/consumer/sync.ts',
    operator: 'off-by-one',
    line: 'return state.members[member].generation < 0 && canStart(world, state, member, assignedTo(world, state, member));',
    before: '0',
    after: '1',
    reason: FIRST_IS_ONE,
  },
];
