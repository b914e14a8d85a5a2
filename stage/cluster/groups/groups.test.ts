import { describe, expect, it } from 'vitest';
import { allowed } from '../allowed.ts';
import { Client } from '../../testing/client.ts';
import { commits, committed, heartbeat, joinBody, joins, stable, syncBody } from '../../testing/group.ts';

const leave = (client: Client, memberId: string): number =>
  client.asks('LeaveGroup', 3, { groupId: 'g', memberId: '', members: [{ memberId, groupInstanceId: null }] })
    .members[0].errorCode;

const sessionOf = (client: Client, memberId: string) =>
  allowed(client.cluster).find(({ event }) => event.type === 'member.session-time-out' && event.memberId === memberId);

describe('a group', () => {
  it('waits for more members at its beginning, and tells its leader of all of them', () => {
    const client = new Client();
    const [first, second] = [joins(client), joins(client)];
    expect(client.answers.has(first.ticket)).toBe(false);
    client.happens({ type: 'group.start', group: 'g' });
    const told = [first, second].map(({ ticket }) => client.answers.get(ticket));
    expect(told).toMatchObject([
      { errorCode: 0, generationId: 1, leader: first.memberId, protocolName: 'RoundRobinAssigner' },
      { errorCode: 0, generationId: 1, leader: first.memberId, members: [] },
    ]);
    expect(told[0].members.map(({ memberId }: { memberId: string }) => memberId)).toEqual([
      first.memberId,
      second.memberId,
    ]);
  });

  it('does not wait at its beginning for whoever was named and has not come back, and does in each later rebalance', () => {
    const client = new Client();
    client.asks('JoinGroup', 5, joinBody(''));
    const { memberId, ticket } = joins(client);
    client.happens({ type: 'group.start', group: 'g' });
    expect(client.answers.get(ticket)).toMatchObject({ errorCode: 0, generationId: 1, leader: memberId });
    const second = joins(client);
    client.sends('JoinGroup', 5, joinBody(memberId));
    expect(client.answers.has(second.ticket)).toBe(false);
  });

  it('is told of by its coordinator alone, as far as it has come', () => {
    const client = new Client({ cluster: { brokers: 2 } });
    const describes = (groups: readonly string[], version = 5, broker = client.coordinator) =>
      client.asks('DescribeGroups', version, { groups }, broker).groups;
    const lists = (statesFilter: readonly string[], broker = client.coordinator) =>
      client.asks('ListGroups', 5, { statesFilter, typesFilter: ['classic'] }, broker);
    expect(describes(['g'], 6)).toMatchObject([{ groupState: 'Dead', errorCode: 69 }]);
    const { memberId, ticket } = joins(client);
    expect(describes(['g'])).toMatchObject([{ groupState: 'PreparingRebalance', members: [{ memberId }] }]);
    client.happens({ type: 'group.start', group: 'g' });
    expect(describes(['g'])[0]).toMatchObject({ groupState: 'CompletingRebalance', protocolData: '' });
    expect(describes(['g'])[0].members[0]).not.toHaveProperty('memberMetadata');
    client.sends('SyncGroup', 3, syncBody(memberId, client.answers.get(ticket).generationId, [memberId]));
    expect(describes(['g'])).toMatchObject([
      {
        groupState: 'Stable',
        members: [{ memberMetadata: Buffer.from('s'), memberAssignment: Buffer.from(memberId) }],
      },
    ]);
    expect(lists(['stable']).groups).toMatchObject([{ groupId: 'g', groupState: 'Stable', groupType: 'Classic' }]);
    expect(lists(['Empty']).groups).toEqual([]);
    expect([describes(['g'], 5, 0), lists([], 0)]).toEqual([[{ groupId: 'g', errorCode: 16 }], { errorCode: 0 }]);
  });

  it('hands out what the leader sends, whatever it is, and nothing before', () => {
    const client = new Client();
    const [leader, other] = stable(client, 2);
    const asked = client.sends('SyncGroup', 3, syncBody(other, 1));
    expect(client.answers.get(asked).assignment.toString()).toBe(other);
    const again = client.sends('JoinGroup', 5, joinBody(leader));
    client.sends('JoinGroup', 5, joinBody(other));
    expect(client.answers.get(again).generationId).toBe(2);
    const waits = client.sends('SyncGroup', 3, syncBody(other, 2));
    expect(client.answers.has(waits)).toBe(false);
    expect(commits(client, other, 2, 4)).toBe(27);
    client.sends('SyncGroup', 3, syncBody(leader, 2, [leader, other]));
    expect(client.answers.get(waits)).toMatchObject({ errorCode: 0, assignment: Buffer.from(other) });
    expect(commits(client, other, 2, 4)).toBe(0);
  });

  it('has no offset any more where one below zero is committed, as kafkajs does to begin anew', () => {
    const client = new Client();
    const [member] = stable(client, 1);
    expect([commits(client, member, 1, 4), committed(client)]).toEqual([0, 4]);
    expect([commits(client, member, 1, -2), committed(client)]).toEqual([0, -1]);
    expect([commits(client, member, 1, 3), committed(client)]).toEqual([0, 3]);
    expect([commits(client, member, 1, -1), committed(client)]).toEqual([0, -1]);
  });

  it('rebalances for a newcomer: heartbeats say so, commits go on, and whoever is late is left out', () => {
    const client = new Client();
    const [first, second] = stable(client, 2);
    const third = joins(client);
    expect([heartbeat(client, first, 1), commits(client, first, 1, 3)]).toEqual([27, 0]);
    const joined = client.sends('JoinGroup', 5, joinBody(first));
    expect(client.answers.has(joined)).toBe(false);
    client.happens({ type: 'group.rebalance-time-out', group: 'g' });
    expect(client.answers.get(joined)).toMatchObject({ generationId: 2, leader: first });
    expect(client.answers.get(joined).members).toHaveLength(2);
    expect(client.answers.get(third.ticket).generationId).toBe(2);
    expect(heartbeat(client, second, 1)).toBe(25);
    expect(committed(client)).toBe(3);
  });

  it('refuses who has missed a generation, unless the machine is told not to', () => {
    for (const generationFencing of [true, false]) {
      const client = new Client({ protocol: { generationFencing } });
      const [zombie] = stable(client, 1);
      client.happens({ type: 'member.session-time-out', group: 'g', memberId: zombie });
      stable(client, 1);
      const codes = [heartbeat(client, zombie, 1), commits(client, zombie, 1, 9), commits(client, '', -1, 9)];
      expect(codes).toEqual(generationFencing ? [25, 25, 25] : [25, 0, 0]);
      expect(committed(client)).toBe(generationFencing ? -1 : 9);
    }
  });

  it('has a session begin anew with each heartbeat, and none for who waits to join', () => {
    const client = new Client();
    const [member, other] = stable(client, 2);
    const before = sessionOf(client, member);
    expect(before?.afterMs).toBe(30_000);
    heartbeat(client, member, 1);
    expect(sessionOf(client, member)?.id).not.toBe(before?.id);
    const { memberId: named } = client.asks('JoinGroup', 5, joinBody(''));
    client.sends('JoinGroup', 5, joinBody(member));
    expect([member, other, named].map((name) => sessionOf(client, name)?.afterMs)).toEqual([undefined, 30_000, 30_000]);
  });

  it('goes on without a member that leaves, and is empty after the last', () => {
    const client = new Client();
    const [first, second] = stable(client, 2);
    expect([leave(client, second), leave(client, second)]).toEqual([0, 25]);
    expect(heartbeat(client, first, 1)).toBe(27);
    expect(leave(client, first)).toBe(0);
    expect(commits(client, '', -1, 7)).toBe(0);
    expect(committed(client)).toBe(7);
  });

  it('keeps a static member its assignment over a restart, and fences who it was before (KIP-345)', () => {
    const client = new Client();
    const as = { groupInstanceId: 'i' };
    const first = client.sends('JoinGroup', 5, joinBody('', as));
    client.happens({ type: 'group.start', group: 'g' });
    const { memberId } = client.answers.get(first);
    client.sends('SyncGroup', 3, syncBody(memberId, 1, [memberId]));
    const back = client.asks('JoinGroup', 5, joinBody('', as));
    expect(back).toMatchObject({ errorCode: 0, generationId: 1, leader: memberId, members: [] });
    const beat = { groupId: 'g', generationId: 1, groupInstanceId: 'i' };
    expect(client.asks('Heartbeat', 3, { ...beat, memberId }).errorCode).toBe(82);
    expect(client.asks('Heartbeat', 3, { ...beat, memberId: back.memberId }).errorCode).toBe(0);
    const synced = client.asks('SyncGroup', 3, { ...syncBody(back.memberId, 1), groupInstanceId: 'i' });
    expect(synced.assignment.toString()).toBe(memberId);
  });

  it('is refused by a broker that is not its coordinator', () => {
    const client = new Client({ cluster: { brokers: 2 } });
    expect(client.asks('JoinGroup', 5, joinBody(''), 0).errorCode).toBe(16);
    expect(client.asks('FindCoordinator', 2, { key: 'g', keyType: 0 }, 0)).toMatchObject({ nodeId: 1, host: 'b1' });
    client.happens({ type: 'broker.crash', broker: 1 }).settles(9000);
    expect(client.asks('FindCoordinator', 2, { key: 'g', keyType: 0 }, 0).nodeId).toBe(0);
  });
});
