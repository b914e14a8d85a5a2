import { API } from '../../wire/api-keys.ts';
import type { Connection } from '../../wire/connection.ts';
import type { Matcher } from '../../wire/frame.ts';
import { consumerConfig } from './client-config.ts';
import { GroupLeader } from '../testbed/group-leader.ts';
import { LiveMember } from '../testbed/live-member.ts';
import { joinGroup } from './member-control.ts';
import { HOME } from '../lab/listeners.ts';
import { memberId } from '../names.ts';
import { writesLetters } from './letters.ts';
import { startLetters, startProcess } from './start-clients.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';

const MEMBERS = /^c\d+$/;

/** What a member does in moves alone: fetches, and what joins it to its group. */
const HELD: readonly Matcher[] = [
  { api: API.Fetch, clientId: MEMBERS, direction: 'request' },
  { api: API.JoinGroup, clientId: MEMBERS },
];

/** Founds the groups, and has every member join: the coordinator waits for nobody but the leader. */
export async function startGroups(testbed: Testbed): Promise<void> {
  const { world, gate, names, brokers } = testbed;
  const { sessionTimeoutMs } = brokers.limits;
  for (const hold of HELD) gate.hold(hold);
  const connect = (clientId: string): Promise<Connection> => brokers.connect(HOME, clientId);
  for (let group = 0; group < world.groups; group += 1) {
    const founding = { groupId: names.group(group), topic: names.home, sessionTimeoutMs };
    testbed.groupLeaders.push(await GroupLeader.found(connect, founding));
  }
  await Promise.all(
    range(world.members).map(async (member) => {
      await startMember(testbed, member);
      await joinGroup(testbed, member);
    }),
  );
}

/** Starts a member's process with its consumer, which has not called poll(). */
export async function startMember(testbed: Testbed, member: number): Promise<void> {
  const name = memberId(member);
  const client = await startProcess(testbed, name);
  testbed.members.set(member, new LiveMember());
  await client.call('consumer.create', { name, config: consumerConfig(testbed, member) });
  await client.call('consumer.subscribe', {
    name,
    topics: [testbed.names.input],
    listener: hasListener(testbed.world),
    paused: true,
  });
  if (writesLetters(testbed.world)) await startLetters(testbed, member);
}

/** Whether subscribe() is given a rebalance listener; with the classic protocol nothing depends on it. */
const hasListener = ({ rebalance, setup }: World): boolean =>
  rebalance !== 'kip-848' || setup.application['rebalance.listener'];
