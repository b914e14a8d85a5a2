import { exhaustive } from '../explorers/exhaustive.ts';
import { walk } from '../explorers/walk.ts';
import type { Action } from '../model/action.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { Schedule } from '../model/machine.ts';
import type { ClusterState } from '../model/state.ts';
import { isAtRest, type Property, restrictedTo, type Trial } from '../model/property.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import { clusterTrial } from '../properties/trial.ts';
import { shrink } from '../shrinkers/shrink.ts';
import { medianOf } from './measure.ts';
import { type Mistake, MISTAKES } from './mistakes.ts';
import { tableOf } from './table.ts';

const seeds = 10;
/** More runs than any seed needs, and more states than any shortest schedule is behind. */
const runsMax = 30_000;
const shrinkReplaysMax = 6_000;
const statesMax = 400_000;

/** What random runs come across first, the same shrunk, and certified shortest schedules to it, in steps. */
export function reportCounterexamples(print: (text: string) => void): void {
  print(`Counterexamples of the walk beside certified shortest ones: steps, medians over ${seeds} seeds\n`);
  const rows = MISTAKES.map((mistake) => {
    const { shortest, first, shrunk } = lengthsOf(mistake, seeds);
    const shrunkToShortest = shrunk.filter((steps) => steps === shortest).length;
    return [
      mistake.name,
      mistake.violates,
      medianText(first),
      medianText(shrunk),
      String(shortest),
      `${shrunkToShortest} of ${first.length}`,
      String(Math.max(...shrunk)),
    ];
  });
  print(tableOf(['', 'violates', 'first', 'shrunk', 'shortest', 'shrunk to shortest', 'longest shrunk'], rows));
}

const medianText = (lengths: readonly number[]): string => String(medianOf(lengths));

/** Lengths of counterexamples to one property, for one cause, in one world. */
export interface Lengths {
  /** Of a schedule than which none is shorter. */
  readonly shortest: number;
  /** Of each seed's first counterexample, and of the same one shrunk. */
  readonly first: readonly number[];
  readonly shrunk: readonly number[];
}

/** @throws {Error} when the search or the walk comes across no violation: then the setup is no mistake. */
export function lengthsOf({ name, setup, violates }: Mistake, seeds: number): Lengths {
  const trial = clusterTrial(setupOf(setup, name));
  const properties = trial.properties.filter(({ id }) => id === violates);
  const stopWhenFound = [violates];
  const certified = exhaustive({ ...trial, properties, goals: [] }, { statesMax, stopWhenFound });
  if (certified.violations.length === 0) throw new Error(`${name}: no violation in ${certified.distinct} states`);
  const [{ cause, schedule }] = certified.violations;
  // The same violation is looked for at random: another cause may have a shorter or a longer way.
  const [property] = properties.map((violated) => restrictedTo(violated, cause));
  const judged = { ...trial, properties: [property], goals: [] };
  const first = Array.from({ length: seeds }, (_, seed) => {
    const [found] = walk(judged, { seed: `${seed}`, runs: runsMax, stopWhenFound }).violations;
    if (found === undefined) throw new Error(`${name}: no violation in ${runsMax} runs of seed ${seed}`);
    return found.schedule;
  });
  return {
    shortest: schedule.length,
    first: first.map(({ length }) => length),
    shrunk: first.map((found) => shrunkLength(judged, property, found)),
  };
}

/** Steps that the shrinkers leave of a schedule; the world stays as large as it is. */
function shrunkLength(
  { machine }: Trial<ClusterState, Action>,
  property: Property<ClusterState>,
  found: Schedule<Action>,
): number {
  const atRest = property.kind === 'at-rest';
  const fails = (state: ClusterState): boolean =>
    property.violation(state) !== null && (!atRest || isAtRest(machine.enabled(state), isFault));
  const drain = atRest ? (enabled: readonly Action[]) => enabled.find((action) => !isFault(action)) : undefined;
  const scope = { setup: null, subject: { machine, fails, drain }, smaller: [] };
  return shrink<ClusterState, Action>(found, { scope, isFault, shrinkReplaysMax }).schedule.length;
}
