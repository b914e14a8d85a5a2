import type { Snapshot } from '../../reports/documents/scene.ts';

/** Somebody's place in a partition. */
export interface Reader {
  readonly title: string;
  /** The offset; below 0 where there is none. */
  readonly at: number;
  readonly before: number;
  readonly sign: string;
}

/** Who reads a partition: groups by what they have committed, members by what they fetch next, the reader behind a transform. */
export function readersOf(partition: number, was: Snapshot, now: Snapshot): Reader[] {
  const inputs = now.groups.at(0)?.committed.length ?? 0;
  if (partition >= inputs) {
    const output = partition - inputs;
    const at = now.downstream.at(output);
    return at === undefined
      ? []
      : [{ title: 'downstream reads next', at, before: was.downstream.at(output) ?? at, sign: '▲' }];
  }
  const groups = now.groups.map(({ committed }, group) => ({
    title: `group ${group} committed`,
    at: committed[partition],
    before: was.groups[group].committed[partition],
    sign: '◆',
  }));
  const members = now.members.map(({ name, positions }, member) => ({
    title: `${name} reads next`,
    at: positions[partition],
    before: was.members[member].positions[partition],
    sign: '▲',
  }));
  return [...groups, ...members];
}
