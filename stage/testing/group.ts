import type { Client } from './client.ts';

/** A member of group `g` in the versions of kafkajs 2.2, or in those that are given. */
export const joinBody = (memberId: string, more: object = {}): object => ({
  groupId: 'g',
  sessionTimeoutMs: 30_000,
  rebalanceTimeoutMs: 60_000,
  memberId,
  groupInstanceId: null,
  protocolType: 'consumer',
  protocols: [{ name: 'RoundRobinAssigner', metadata: Buffer.from('s') }],
  ...more,
});

/** Joins in version 5: a name first, then the group. The ticket of the second, and the name. */
export function joins(client: Client, more: object = {}): { readonly ticket: number; readonly memberId: string } {
  const { errorCode, memberId } = client.asks('JoinGroup', 5, joinBody('', more));
  if (errorCode !== 79) throw new Error(`error ${errorCode}`);
  return { memberId, ticket: client.sends('JoinGroup', 5, joinBody(memberId, more)) };
}

/** So many members in a group that is stable, the first of them its leader: their names. */
export function stable(client: Client, count: number): readonly string[] {
  const members = Array.from({ length: count }, () => joins(client));
  client.happens({ type: 'group.start', group: 'g' });
  const generation = client.answers.get(members[0].ticket).generationId;
  const names = members.map(({ memberId }) => memberId);
  for (const name of names.toReversed()) client.sends('SyncGroup', 3, syncBody(name, generation, names));
  return names;
}

/** What the leader assigns to each is its own name; everybody else assigns nothing. */
export const syncBody = (memberId: string, generationId: number, names: readonly string[] = []): object => ({
  groupId: 'g',
  generationId,
  memberId,
  groupInstanceId: null,
  protocolType: null,
  protocolName: null,
  assignments: names[0] === memberId ? names.map((name) => ({ memberId: name, assignment: Buffer.from(name) })) : [],
});

export const heartbeat = (client: Client, memberId: string, generationId: number): number =>
  client.asks('Heartbeat', 3, { groupId: 'g', generationId, memberId, groupInstanceId: null }).errorCode;

/** Commits an offset for the only partition. */
export const commits = (client: Client, memberId: string, generation: number, offset: number): number =>
  client.asks('OffsetCommit', 5, {
    groupId: 'g',
    generationIdOrMemberEpoch: generation,
    memberId,
    groupInstanceId: null,
    topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: offset }] }],
  }).topics[0].partitions[0].errorCode;

/** The committed offset of the only partition, or the error's code below zero. */
export function committed(client: Client, requireStable = false): number {
  const topics = [{ name: 'orders', partitionIndexes: [0] }];
  const [one] = client.asks('OffsetFetch', 7, { groupId: 'g', topics, requireStable }).topics[0].partitions;
  return one.errorCode === 0 ? one.committedOffset : -one.errorCode;
}
