import type { Query } from '../model/query.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** A query about the states of a world, one and the same whenever it is asked for. */
export function worldQuery<Answer extends string | number | boolean>(
  name: string,
  of: (world: World, state: ClusterState, one: number, other: number) => Answer,
): (world: World) => Query<ClusterState, Answer> {
  const known = new WeakMap<World, Query<ClusterState, Answer>>();
  return (world) => {
    let query = known.get(world);
    if (query === undefined) {
      query = { name, of: (state, one, other) => of(world, state, one, other) };
      known.set(world, query);
    }
    return query;
  };
}
