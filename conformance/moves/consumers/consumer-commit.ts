import type { ActionOf } from '../../../model/action.ts';
import { commitsNow, isRefusedByClient } from '../../../model/application/committing.ts';
import { offsetsToCommit } from '../../../model/application/offsets.ts';
import { acceptsCommit } from '../../../model/broker/offset-commits.ts';
import type { ClusterState } from '../../../model/state.ts';
import type { World } from '../../../model/world.ts';
import type { Matcher } from '../../../wire/frame.ts';
import { ClientError } from '../../clients/client-error.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import type { Offsets } from '../../clients/protocol.ts';
import { hearOfFencing, whilePolling } from '../../actors/kip-848-members.ts';
import { clientOf, liveMember, offsetCommits, pollUntilItJoins } from '../../actors/member-control.ts';
import { kafkaName, memberId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import type { Move } from '../move.ts';

/** commitSync(), and what it is told, which has to be what the machine says. One whose response was lost is under way: the client tries again. */
export const commit: Move<ActionOf<'consumer.commit'>> = async (testbed, { action: { member }, before }) => {
  const { world } = testbed;
  const live = liveMember(testbed, member);
  const { commit: pending } = live;
  live.commit = null;
  pending?.hold.release();
  const ended = pending?.ended ?? commitSync(testbed, before, member);
  const told = await testbed.within(`${memberId(member)} to have committed`, ended, ENDS_MS);
  if (told !== null && !isForeseen(world, before, member, told)) throw told;
  if (commitsNow(world, before, member) || isRefusedByClient(world, before, member)) return;
  // The group goes on without the member: its client gives up what it has in its next poll().
  if (world.rebalance === 'kip-848') await whilePolling(testbed, member, () => hearOfFencing(testbed, member));
  else await pollUntilItJoins(testbed, member);
};

/** The coordinator stores the offsets, and the connection breaks before its response is there. */
export const offsetCommitResponseLost: Move<ActionOf<'offset-commit-response.lost'>> = async (
  testbed,
  { action: { member }, before },
) => {
  const { gate, world } = testbed;
  if (world.commit === 'auto') {
    throw new UnplayableError(
      'an automatic commit for the next assignment is made by poll(), which the schedule has had by then',
    );
  }
  const commits = offsetCommits(member);
  const hold = gate.hold(commits);
  liveMember(testbed, member).commit = { hold, ended: commitSync(testbed, before, member) };
  const sent = async (what: string) => testbed.held(what, { ...commits, direction: 'request' });
  gate.pass(await sent(`${memberId(member)} to commit`));
  const response = await testbed.held('its offsets to be stored', { ...commits, direction: 'response' });
  gate.cut({ link: response.link });
  await sent(`${memberId(member)} to commit again`);
};

/** The connection breaks under OffsetCommit, which is late from then on, and the client sends it once more. */
export const offsetCommitDelayed: Move<ActionOf<'offset-commit.delayed'>> = async (
  testbed,
  { action: { member }, before },
) => {
  const { gate, world } = testbed;
  if (world.commit === 'auto') {
    throw new UnplayableError('an automatic commit is made by poll(), which comes after this step');
  }
  const live = liveMember(testbed, member);
  live.commit ??= { hold: gate.hold(offsetCommits(member)), ended: commitSync(testbed, before, member) };
  const requests: Matcher = { ...offsetCommits(member), direction: 'request', stray: false };
  const { link } = await testbed.held(`${memberId(member)} to commit`, requests);
  gate.detach({ link });
  await testbed.held(`${memberId(member)} to commit again`, requests);
};

/**
 * Whether the application may be told so: a commit that the coordinator refuses, or its client in a rebalance. Libraries name
 * these in words of their own.
 */
export const isForeseen = (world: World, before: ClusterState, member: number, { error }: ClientError): boolean =>
  (isRefusedByClient(world, before, member) || !acceptsCommit(world, before, member)) &&
  (isKafkajs(world) || REFUSALS.has(error));

const REFUSALS: ReadonlySet<string> = new Set(['CommitFailedException', 'RebalanceInProgressException']);

/** Ends when the call does, with what the application catches. */
export async function commitSync(testbed: Testbed, state: ClusterState, member: number): Promise<ClientError | null> {
  const offsets = offsetsOf(testbed, state, member);
  try {
    await clientOf(testbed, member).call('consumer.commit', { name: memberId(member), offsets, how: 'sync' }, CALL_MS);
  } catch (error) {
    if (error instanceof ClientError) return error;
    // Or the process was killed meanwhile.
    if (clientOf(testbed, member).isUp) throw error;
  }
  return null;
}

/** How long it may take a commit to end that nothing holds. */
export const ENDS_MS = 40_000;
/** A commit whose response was lost may wait for many steps. */
const CALL_MS = 600_000;

/** What the application commits at this place of its loop. */
export const offsetsOf = ({ world, names }: Testbed, state: ClusterState, member: number): Offsets =>
  Object.fromEntries(
    offsetsToCommit(world, state, member).flatMap((offset, partition) =>
      offset < 0 ? [] : [[kafkaName(names.partition(partition)), offset]],
    ),
  );
