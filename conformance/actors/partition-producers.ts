import { unlocatedOf } from '../../model/consumer/client/starting.ts';
import { producersOf } from '../../model/transactional-ids.ts';
import type { ClusterState } from '../../model/state.ts';
import { API } from '../../wire/api-keys.ts';
import type { Matcher } from '../../wire/frame.ts';
import { knowLeaders, leaderless, namesOfPartitions, offsetFetches, pollUntil } from './member-control.ts';
import { memberId, producerId } from '../names.ts';
import { startProducer } from './start-clients.ts';
import type { Testbed } from '../testbed/testbed.ts';

/**
 * A producer for each input partition begins in onPartitionsAssigned(), before poll() asks for the committed offset: that
 * request waits at the gate, for the step in which it is answered.
 */
export const OFFSET_FETCHES: Matcher = { api: API.OffsetFetch, clientId: /^c\d+$/, direction: 'request' };

/** How long a poll() takes in which nothing but that answer can come. */
const POLL_MS = 100;

/** The producers of what the member has been given begin; one that there was for the partition before is closed. */
export async function beginProducers(
  testbed: Testbed,
  member: number,
  before: ClusterState,
  after: ClusterState,
): Promise<void> {
  for (const producer of producersOf(testbed.world, member)) {
    const { up, incarnation } = before.producers[producer];
    const begun = after.producers[producer].incarnation;
    if (begun === incarnation) continue;
    if (up) await close(testbed, member, producer);
    await startProducer(testbed, producer, begun);
  }
}

async function close(testbed: Testbed, member: number, producer: number): Promise<void> {
  const name = producerId(producer);
  await testbed.client(memberId(member)).call('producer.close', { name, timeoutMs: 0 });
  testbed.calls.forget(name);
  testbed.gate.cut({ clientId: name });
}

/** The member asks for the committed offsets, and learns where to start. */
export async function locate(testbed: Testbed, member: number, before: ClusterState): Promise<void> {
  const { gate } = testbed;
  const unlocated = unlocatedOf(before, member);
  const located = namesOfPartitions(testbed, unlocated & ~leaderless(testbed, unlocated));
  await knowLeaders(testbed, member, unlocated);
  await testbed.poll(`${memberId(member)} to know where to start`, async () => {
    for (const request of gate.frames(offsetFetches(member))) gate.pass(request);
    const { positions } = await pollUntil(testbed, member, { mode: 'once', timeoutMs: POLL_MS });
    return located.every((partition) => partition in positions);
  });
}
