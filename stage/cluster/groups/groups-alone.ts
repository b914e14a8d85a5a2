import type { ClusterState } from '../../../model/state.ts';

/**
 * What the groups have come to, where nothing else has changed; undefined where something has. Without the numbers of their
 * generations: members that leave and come back for ever come to the same again and again.
 */
export function groupsAlone(before: ClusterState, { groups, ...others }: ClusterState): string | undefined {
  const isElsewhere = Object.entries(others).some(([part, now]) => before[part as keyof ClusterState] !== now);
  return isElsewhere ? undefined : JSON.stringify(groups.map(({ generation: _generation, ...group }) => group));
}
