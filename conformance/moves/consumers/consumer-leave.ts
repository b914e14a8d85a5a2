import type { ActionOf } from '../../../model/action.ts';
import { endsDirty } from '../../../model/application/closing.ts';
import { producersOf } from '../../../model/transactional-ids.ts';
import type { ClusterState } from '../../../model/state.ts';
import { API } from '../../../wire/api-keys.ts';
import { ClientError } from '../../clients/client-error.ts';
import { clientOf, liveMember, waitsForOthers } from '../../actors/member-control.ts';
import { memberId, producerId } from '../../names.ts';
import { startMember } from '../../actors/start-members.ts';
import { startProducer } from '../../actors/start-clients.ts';
import { isForeseen, offsetsOf } from './consumer-commit.ts';
import { onRevocation } from './consumer-join.ts';
import type { Move } from '../move.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';

/** How long close() may take. */
const CLOSES_MS = 20_000;

export const resume: Move<ActionOf<'consumer.resume'>> = async (testbed, { action: { member } }) => {
  clientOf(testbed, member).resume();
};

/** A new process, with a consumer that has not called poll(). */
export const restart: Move<ActionOf<'consumer.restart'>> = async (testbed, { action: { member }, before, after }) => {
  await startMember(testbed, member);
  if (!testbed.world.transform) return;
  for (const producer of producersOf(testbed.world, member)) {
    const { up, incarnation } = after.producers[producer];
    if (up && incarnation !== before.producers[producer].incarnation)
      await startProducer(testbed, producer, incarnation);
  }
};

/** The loop has ended: what the application commits, and close() of its clients. */
export const leave: Move<ActionOf<'consumer.leave'>> = async (testbed, { action: { member }, before }) => {
  const { world } = testbed;
  const name = memberId(member);
  if (waitsForOthers(testbed, member)) {
    throw new UnplayableError(
      'LeaveGroup waits at the broker behind the JoinGroup of the same connection, which is not answered yet',
    );
  }
  const isDirty = endsDirty(world, before, member);
  if (world.setup.application['on.close'] === 'commit' && world.commit !== 'transaction' && !isDirty) {
    await ignoringFailure(
      clientOf(testbed, member).call('consumer.commit', {
        name,
        offsets: offsetsOf(testbed, before, member),
        how: 'sync',
      }),
      (told) => isForeseen(world, before, member, told),
    );
  }
  await closeClients(testbed, member, before, () => true);
};

/**
 * close() of a member's clients.
 *
 * @param isAnswered whether the consumer's fetches and what it says to its coordinator may go on now.
 */
export async function closeClients(
  testbed: Testbed,
  member: number,
  before: ClusterState,
  isAnswered: () => boolean,
): Promise<void> {
  const { world, gate } = testbed;
  const name = memberId(member);
  const client = clientOf(testbed, member);
  const isDirty = endsDirty(world, before, member);
  const producers = world.transform ? producersOf(world, member) : [];
  for (const producer of producers.filter((of) => before.producers[of].up)) {
    await ignoringFailure(client.call('producer.close', { name: producerId(producer), timeoutMs: CLOSES_MS }));
  }
  if (!isDirty) await onRevocation(testbed, member, before, before.members[member].owned);
  let isClosed = false;
  const closing = client.call('consumer.close', { name, timeoutMs: CLOSES_MS }).finally(() => {
    isClosed = true;
  });
  const api = [API.Fetch, API.JoinGroup, API.ConsumerGroupHeartbeat];
  // It ends its fetch sessions, with fetches that bring nothing, and leaves behind an answer that it has not read.
  void gate.until(() => {
    if (isAnswered()) for (const frame of gate.frames({ api, clientId: name })) gate.pass(frame);
    return isClosed;
  });
  await closing;
  await client.kill();
  gate.cut({ clientId: name, stray: false });
  liveMember(testbed, member).die();
}

/** Whatever the application is told that may be told it goes on. */
async function ignoringFailure(
  call: Promise<unknown>,
  mayBeTold: (told: ClientError) => boolean = () => true,
): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ClientError) || !mayBeTold(error)) throw error;
  }
}
