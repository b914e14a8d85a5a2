import type { GroupMember } from '../group-members.ts';

type Knows = Pick<GroupMember, 'protocols'>;

/** The assignors that every member knows, in the order of the first. */
export function commonProtocols(members: readonly Knows[]): readonly string[] {
  const [first, ...others] = members.map(({ protocols }) => protocols.map(({ name }) => name));
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}

/** The one that most members like best of those (`selectProtocol`); null for nobody. */
export function chosenProtocol(members: readonly Knows[]): string | null {
  const common = commonProtocols(members);
  const votes = members.map(({ protocols }) => protocols.find(({ name }) => common.includes(name))?.name);
  const count = (name: string): number => votes.filter((vote) => vote === name).length;
  return common.toSorted((a, b) => count(b) - count(a))[0] ?? null;
}
