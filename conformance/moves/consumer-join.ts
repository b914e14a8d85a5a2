import type { ActionOf } from '../../model/action.ts';
import { joinAnswers, joinGroup, knowLeaders, leaderless, namesOfPartitions, pollUntil } from '../member-control.ts';
import { memberId } from '../names.ts';
import { joinKip848, syncKip848 } from './kip-848.ts';
import type { Move } from './move.ts';

export const join: Move<ActionOf<'consumer.join'>> = async (testbed, { action: { member }, before }) => {
  if (testbed.world.rebalance === 'kip-848') return joinKip848(testbed, member, before);
  await joinGroup(testbed, member);
};

/** SyncGroup, and what else a client asks for until it knows where it starts, goes on by itself. */
export const sync: Move<ActionOf<'consumer.sync'>> = async (testbed, { action: { member }, before, after }) => {
  if (testbed.world.rebalance === 'kip-848') return syncKip848(testbed, member, before, after);
  const added = after.members[member].owned & ~before.members[member].owned;
  await knowLeaders(testbed, member, added);
  const answer = await testbed.held(`the new generation for ${memberId(member)}`, joinAnswers(member));
  const polling = pollUntil(testbed, member, {
    mode: 'assigned',
    listener: true,
    leaderless: namesOfPartitions(testbed, leaderless(testbed, added)),
  });
  testbed.gate.pass(answer);
  await polling;
};
