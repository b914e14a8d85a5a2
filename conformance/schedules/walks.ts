import { walkRun } from '../../explorers/walk.ts';
import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Machine } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { RulesOfPlay } from './rules-of-play.ts';

/** A random walk of the machine: the seed that makes it again, and its steps. */
export interface Walk {
  /** `<seed>:<run>`. */
  readonly seed: string;
  readonly schedule: readonly Action[];
}

/** Steps of a walk in which faults may happen, and those that it then gets to come to rest. */
const STEPS_MAX = 24;
const DRAIN_STEPS_MAX = 24;
/** Out of how many walks each is chosen. */
const CANDIDATES_PER_WALK = 8;
const CANDIDATES_MIN = 64;

/**
 * Random walks of a setup, chosen so that together they have as many types of action as there are: each is the one of
 * the walks of its seed that has the most which none before it has.
 *
 * @param seed of all walks; `<seed>:<run>` is that one walk.
 * @param rules of the cluster that they are for: what cannot be played there does not occur, and what it does by itself comes
 * first.
 */
export function walksOf(setup: Setup, count: number, seed: string, rules: RulesOfPlay): readonly Walk[] {
  const machine = hasty(
    cluster(setup, ({ type }) => !('because' in rules.moves[type])),
    rules,
  );
  const trial = { machine, properties: [], goals: [], isFault };
  const walk = (seed: string, run: number): Walk => ({
    seed: `${seed}:${run}`,
    schedule: [...walkRun(trial, seed, run, { stepsMax: STEPS_MAX, drainStepsMax: DRAIN_STEPS_MAX })].map(
      ({ action }) => action,
    ),
  });
  const [, base, run] = /^(.*):(\d+)$/s.exec(seed) ?? [];
  if (run !== undefined && count === 1) return [walk(base, Number(run))];
  const candidates = Array.from({ length: Math.max(CANDIDATES_MIN, count * CANDIDATES_PER_WALK) }, (_, index) =>
    walk(seed, index),
  );
  return chosen(candidates, count);
}

/** The machine where what the cluster does by itself is not kept waiting by anything else. */
const hasty = (
  machine: Machine<ClusterState, Action> & { readonly world: World },
  { ownActions }: RulesOfPlay,
): Machine<ClusterState, Action> => ({
  ...machine,
  enabled(state) {
    const own = ownActions(machine.world, state);
    return own.length > 0 ? own : machine.enabled(state);
  },
});

function chosen(candidates: readonly Walk[], count: number): readonly Walk[] {
  const left = [...candidates];
  const seen = new Set<string>();
  return Array.from({ length: count }, () => {
    const news = left.map(
      ({ schedule }) => new Set(schedule.map(({ type }) => type).filter((type) => !seen.has(type))).size,
    );
    // Of equals the first: the same seed gives the same walks.
    const [walk] = left.splice(news.indexOf(Math.max(...news)), 1);
    for (const { type } of walk.schedule) seen.add(type);
    return walk;
  });
}
