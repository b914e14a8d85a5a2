import { exhaustive } from '../explorers/exhaustive.ts';
import { narrate, picture, summarise } from '../narrator/narrator.ts';
import { replay } from '../explorers/replay.ts';
import type { Action } from '../model/action.ts';
import { setupOf } from '../setups/resolve.ts';
import { FAULT_KINDS, faultKindOf, isFault } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import type { Schedule } from '../model/machine.ts';
import { isAtRest, restrictedTo, type Witness } from '../model/property.ts';
import { range } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import type { Counterexample, ScheduleStep } from '../reports/verdict.ts';
import type { Subject } from '../shrinkers/attempts.ts';
import type { Scope } from '../shrinkers/lower-scope.ts';
import type { ActorKind } from '../shrinkers/rename-actors.ts';
import { shrink } from '../shrinkers/shrink.ts';
import type { Found } from './search.ts';

/** Replays that making one counterexample small may take. */
const shrinkReplaysMax = 6_000;

/** A violation as it is told: as small as can be, in as small a world as can be, with its story. */
export function counterexampleOf(setup: Setup, found: Found): Counterexample {
  // A shortest schedule has nothing to remove; what it has too much of is scope.
  const small = shrink<ClusterState, Action>(found.schedule, {
    scope: scopeOf(setup, found),
    isFault,
    actors: actorsOf(setup),
    shrinkReplaysMax,
  });
  const lowered = small.scope.setup as Setup;
  const guarantee = guaranteeOf(found.property);
  if (lowered === setup && found.shortest) {
    return { ...tell(setup, small.schedule, guarantee, found.cause), shortest: found.shortest, seed: found.seed };
  }
  const world = withFaultsOf(lowered, small.schedule);
  const shortest = shortestIn(world, found);
  return {
    ...tell(world, shortest ?? small.schedule, guarantee, found.cause),
    shortest: shortest !== null,
    seed: found.seed,
    setup: { ...world },
  };
}

/** Distinct states that the search for a shortest schedule in the lowered world may visit. */
const certifyStatesMax = 40_000;

/** A shortest schedule to the violation, where a small breadth-first search finds one. */
function shortestIn(setup: Setup, { property: id, cause }: Found): Schedule<Action> | null {
  const trial = clusterTrial(setup);
  const property = trial.properties.find((candidate) => candidate.id === id);
  if (property === undefined) return null;
  const options = { statesMax: certifyStatesMax, stopWhenFound: [id] };
  const { violations } = exhaustive({ ...trial, properties: [restrictedTo(property, cause)], goals: [] }, options);
  return violations.length === 0 ? null : violations[0].schedule;
}

/** The fault budget that the schedule needs, and no more. */
function withFaultsOf(setup: Setup, schedule: Schedule<Action>): Setup {
  const faults = { ...setup.faults };
  for (const kind of FAULT_KINDS) faults[kind] = schedule.filter(({ type }) => faultKindOf(type) === kind).length;
  const lags = schedule.filter(({ type }) => type === 'replica.lag').length;
  return { ...setup, faults, scope: { ...setup.scope, lags } };
}

/** The story of a schedule that is known to violate the guarantee at its end. */
export function tell(setup: Setup, schedule: Schedule<Action>, guarantee: string, cause: string): Counterexample {
  const { machine, world, properties } = clusterTrial(setup);
  const steps = replay(machine, schedule);
  const last = steps.length === 0 ? machine.init : steps[steps.length - 1].after;
  const witness = witnessesOf(properties, last, guarantee).find((shown) => shown.cause === cause);
  if (witness === undefined) throw new Error(`the schedule does not end in a violation of ${guarantee}: ${cause}`);
  return {
    steps: schedule.length,
    shortest: false,
    seed: '',
    schedule: schedule.map((action): ScheduleStep => ({ ...action })),
    cause,
    summary: summarise(guarantee, witness, { world, last, steps }),
    story: narrate(world, steps),
    picture: picture(world, last),
  };
}

/** The violations of a guarantee in a state, as causes; what is judged at rest only where the state is at rest. */
export function causesIn(trial: ClusterTrial, state: ClusterState, guarantee: string): string[] {
  const rests = isAtRest(trial.machine.enabled(state), isFault);
  const judged = trial.properties.filter(({ kind }) => kind === 'always' || rests);
  return witnessesOf(judged, state, guarantee).map(({ cause }) => cause);
}

const witnessesOf = (properties: ClusterTrial['properties'], state: ClusterState, guarantee: string): Witness[] =>
  properties.filter(({ id }) => guaranteeOf(id) === guarantee).flatMap((property) => property.violation(state) ?? []);

/** Who can be renamed for whom. In a transform a member and its producer are one process. */
function actorsOf(setup: Setup): ActorKind[] {
  const brokers = { fields: ['broker'], names: range(setup.cluster.brokers) };
  const members = range(setup.scope.groups * setup.scope.members);
  if (setup.application.shape === 'transform') return [{ fields: ['member', 'producer'], names: members }, brokers];
  return [
    { fields: ['member'], names: members },
    brokers,
    { fields: ['producer'], names: range(setup.scope.producers) },
  ];
}

function scopeOf(setup: Setup, found: Found): Scope<ClusterState, Action> {
  return {
    setup,
    subject: subjectOf(setup, found),
    smaller: smallerSetups(setup).map((smaller) => () => scopeOf(smaller, found)),
  };
}

function subjectOf(setup: Setup, { property: id, cause }: Found): Subject<ClusterState, Action> {
  const { machine, properties } = clusterTrial(setup);
  const property = properties.find((candidate) => candidate.id === id);
  if (property === undefined) return { machine, fails: () => false };
  if (property.kind === 'always') return { machine, fails: (state) => property.violation(state)?.cause === cause };
  return {
    machine,
    fails: (state) => property.violation(state)?.cause === cause && isAtRest(machine.enabled(state), isFault),
    drain: (enabled) => enabled.find((action) => !isFault(action)),
  };
}

/** One record, member, group, producer or broker fewer; the replication factor follows the brokers. */
function smallerSetups(setup: Setup): Setup[] {
  const { scope, cluster, topic } = setup;
  const smaller: Setup[] = [];
  for (const key of ['records', 'producers', 'groups', 'members'] as const) {
    if (scope[key] > 1) smaller.push({ ...setup, scope: { ...scope, [key]: scope[key] - 1 } });
  }
  const brokers = cluster.brokers - 1;
  if (brokers >= Math.max(1, topic['min.insync.replicas'])) {
    const factor = Math.min(topic['replication.factor'], brokers);
    const lags = Math.min(scope.lags, Math.max(0, factor - 1));
    smaller.push({
      ...setup,
      cluster: { brokers },
      topic: { ...topic, 'replication.factor': factor },
      scope: { ...scope, lags },
    });
  }
  return smaller;
}

/** A setup as a verdict file spells it, resolved again. */
export const setupFrom = (spelled: Readonly<Record<string, unknown>>, place: string): Setup => setupOf(spelled, place);
