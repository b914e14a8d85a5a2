import type { ActionOf } from '../../../model/action.ts';
import { presumedLeader } from '../../../model/broker/reachability.ts';
import type { Polled as MachineRecord } from '../../../model/consumer/client/member.ts';
import { elementsOf, EMPTY, range } from '../../../model/sets.ts';
import type { ClusterState } from '../../../model/state.ts';
import { API } from '../../../wire/api-keys.ts';
import type { Matcher } from '../../../wire/frame.ts';
import type { PolledRecord } from '../../clients/protocol.ts';
import { clientOf, liveMember, pollUntilItJoins } from '../../actors/member-control.ts';
import { kafkaName, memberId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { PlayedStep } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';

/** How long a handler is waited for that is to be called. */
const CALLED_MS = 10_000;

/**
 * A poll() of a client that calls a handler (KafkaJS): the handler returns from what it was called with before, and is called
 * again. It gets what one partition has, record by record with max.poll.records=1.
 */
export async function pollByHandler(
  testbed: Testbed,
  { action, before, after }: PlayedStep<ActionOf<'consumer.poll' | 'consumer.poll-prefix'>>,
): Promise<void> {
  const { world } = testbed;
  const { member } = action;
  const { owned, batch, worker } = before.members[member];
  refuse(testbed, action.type);
  if (owned !== EMPTY && after.members[member].owned === EMPTY) {
    await pollUntilItJoins(testbed, member);
    return;
  }
  const counts = range(world.inputs).map(
    (partition) => inHand(after, member, partition) - inHand(before, member, partition),
  );
  const bringing = range(world.inputs).filter((partition) => counts[partition] > 0);
  if (bringing.length > 1) throw new UnplayableError('KafkaJS hands over the records of one partition at a time');
  const records =
    bringing.length === 0 ? await pollNothing(testbed, member) : await pollRecords(testbed, member, bringing[0]);
  const taken = records.map((record) => ({
    partition: range(world.inputs).find((of) => kafkaName(testbed.names.partition(of)) === kafkaName(record)) ?? -1,
    offset: record.offset,
    value: record.value,
  }));
  liveMember(testbed, member).take(taken, [...batch, ...worker], after);
}

function refuse({ world }: Testbed, type: 'consumer.poll' | 'consumer.poll-prefix'): void {
  if (world.asynchronous) throw new UnplayableError('KafkaJS fetches nothing while its handler works');
  if (type === 'consumer.poll-prefix') throw new UnplayableError('KafkaJS hands over all that a fetch has brought');
}

const fetchesOf = (member: number, leader: number): Matcher => ({
  api: API.Fetch,
  clientId: memberId(member),
  direction: 'request',
  listener: `external-${leader}`,
});

/** Fetches from the leader of a partition go on until the handler is called. */
async function pollRecords(testbed: Testbed, member: number, partition: number): Promise<readonly PolledRecord[]> {
  const { gate, world, state } = testbed;
  const name = memberId(member);
  const requests = fetchesOf(member, presumedLeader(world, state, partition));
  let isOver = false;
  const polling = clientOf(testbed, member)
    .call('consumer.poll', { name, mode: 'records', timeoutMs: CALLED_MS })
    .finally(() => {
      isOver = true;
    });
  void gate.until(() => {
    if (!isOver) for (const fetch of gate.frames(requests)) gate.pass(fetch);
    return isOver;
  });
  return (await polling).records;
}

/** The handler returns; a fetch goes to each leader, and another one is sent. */
async function pollNothing(testbed: Testbed, member: number): Promise<readonly PolledRecord[]> {
  const { gate, world, state } = testbed;
  const name = memberId(member);
  const client = clientOf(testbed, member);
  await client.call('consumer.poll', { name, mode: 'once', timeoutMs: 0 });
  const led = elementsOf(state.members[member].owned).map((partition) => presumedLeader(world, state, partition));
  for (const leader of new Set(led.filter((broker) => broker >= 0))) {
    const requests = fetchesOf(member, leader);
    gate.pass(await testbed.held(`a fetch of ${name}`, requests));
    await testbed.held(`another fetch of ${name}`, requests);
  }
  const polled = await client.call('consumer.poll', { name, mode: 'once', timeoutMs: 0 });
  return polled.records;
}

const inHand = ({ members }: ClusterState, member: number, partition: number): number =>
  [...members[member].batch, ...members[member].worker].filter((of: MachineRecord) => of.partition === partition)
    .length;
