import type { ActionOf } from '../../../model/action.ts';
import type { ClusterState } from '../../../model/state.ts';
import type { Frame, Matcher } from '../../../wire/frame.ts';
import { answerToHeartbeat, exchangeUntil, isStable } from '../../actors/kip-848-members.ts';
import { offsetCommits } from '../../actors/member-control.ts';
import { memberId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { commitSync, ENDS_MS } from './consumer-commit.ts';
import { closeClients } from './consumer-leave.ts';

/** Commits that cross the answer to a heartbeat, by which the coordinator raises their member's epoch: that waits at the gate. */

/** commitSync() throws a CommitFailedException. */
export const commitStale: Move<ActionOf<'consumer.commit-stale'>> = async (testbed, { action: { member }, before }) => {
  await commitRefused(testbed, member, before);
  await exchangeUntil(testbed, member, `${memberId(member)} to learn its epoch`, isStable);
};

/** The last commit of the application, or of close(). */
export const leaveStale: Move<ActionOf<'consumer.leave-stale'>> = async (testbed, { action: { member }, before }) => {
  if (!testbed.world.autoCommit) {
    await commitRefused(testbed, member, before);
    await closeClients(testbed, member, before, () => true);
    return;
  }
  const { gate } = testbed;
  const answer = await answerToHeartbeat(testbed, member);
  const hold = gate.hold(offsetCommits(member));
  let isRefused = false;
  const crosses = cross(testbed, member, answer).then(() => {
    isRefused = true;
    hold.release();
  });
  await Promise.all([crosses, closeClients(testbed, member, before, () => isRefused)]);
};

async function commitRefused(testbed: Testbed, member: number, before: ClusterState): Promise<void> {
  const answer = await answerToHeartbeat(testbed, member);
  const hold = testbed.gate.hold(offsetCommits(member));
  const ended = commitSync(testbed, before, member);
  await cross(testbed, member, answer);
  hold.release();
  const told = await testbed.within(`${memberId(member)} to be refused`, ended, ENDS_MS);
  if (told?.error !== 'CommitFailedException')
    throw told ?? new Error(`${memberId(member)} is told nothing of a refusal`);
}

/** The commit of the member is answered by its coordinator, and its client reads the answer to its heartbeat first. */
async function cross(testbed: Testbed, member: number, answer: Frame): Promise<void> {
  const { gate } = testbed;
  const commits: Matcher = offsetCommits(member);
  gate.pass(await testbed.held(`${memberId(member)} to commit`, { ...commits, direction: 'request' }));
  const refusal = await testbed.held('its commit to be answered', { ...commits, direction: 'response' });
  gate.pass(answer);
  gate.pass(refusal);
}
