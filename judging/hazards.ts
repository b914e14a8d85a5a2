import { exhaustive } from '../explorers/exhaustive.ts';
import { replay } from '../explorers/replay.ts';
import { walk } from '../explorers/walk.ts';
import type { Action } from '../model/action.ts';
import { setupOf } from '../setups/resolve.ts';
import type { Schedule } from '../model/machine.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { accused } from '../properties/hazards/accused.ts';
import { changesOf } from '../properties/hazards/changes.ts';
import type { Hazard } from '../properties/hazards/hazard.ts';
import { HAZARDS, UNMODELLED } from '../properties/hazards/hazards.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import { type ControlVerdict, HAZARDS_FORMAT, type HazardsDocument, type HazardVerdict } from '../reports/hazards.ts';
import { type Counterexample, FORMAT_VERSION } from '../reports/verdict.ts';
import type { HazardsOptions } from '../cli/engine.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import { counterexampleOf } from './counterexample.ts';
import { randomPower } from './power.ts';
import { BREADTH_FIRST, type Found } from './search.ts';

/** Distinct states of a breadth-first search, before it gives way to random walks. */
const statesMax = 1_000_000;

/** Random walks through a scope that is larger than that. */
const walksMax = 100_000;

/** Runs after which one seed of a random explorer counts as having found nothing, unless the user says otherwise. */
const runsDefault = 10_000;

/** Tries the hazards and their controls; those that were asked for by id are told as well. */
export async function judgeHazards(options: HazardsOptions): Promise<HazardsDocument> {
  const chosen = choose(options.only);
  const hazards = chosen.map((hazard, index) => {
    options.onProgress?.({ hazard: hazard.id, done: index, total: chosen.length });
    return judgeHazard(hazard, options);
  });
  return {
    format: HAZARDS_FORMAT,
    version: FORMAT_VERSION,
    seed: options.seed,
    hazards,
    unmodelled: options.only === undefined ? UNMODELLED : [],
  };
}

function choose(only: readonly string[] | undefined): readonly Hazard[] {
  if (only === undefined) return HAZARDS;
  return only.map((id) => {
    const hazard = HAZARDS.find((candidate) => candidate.id === id.toUpperCase());
    if (hazard !== undefined) return hazard;
    const missing = UNMODELLED.find((candidate) => candidate.id === id.toUpperCase());
    if (missing !== undefined) {
      throw new InputError(id, `the machine cannot express it: ${missing.title}`, `it lacks ${missing.feature}`);
    }
    const ids = HAZARDS.map((candidate) => candidate.id);
    throw new InputError(id, 'there is no hazard of this name', suggestion(id, ids));
  });
}

function judgeHazard(hazard: Hazard, { seed, runs = runsDefault, only }: HazardsOptions): HazardVerdict {
  const started = performance.now();
  const trial = accused(hazard, hazard.setup);
  const search = searchHazard(trial, hazard.guarantee, seed);
  const seconds = (performance.now() - started) / 1000;
  const control = judgeControl(hazard, seed);
  const steps = search.found?.schedule.length ?? null;
  const { id, title, guarantee, status, affected, story, sources, finding } = hazard;
  return {
    id,
    title,
    guarantee,
    status,
    affected,
    story,
    sources,
    ...(finding === undefined ? {} : { finding }),
    setup: hazard.setup,
    changes: changesOf(hazard),
    found: search.found !== null,
    steps,
    expected: hazard.steps,
    shortest: search.found?.shortest ?? false,
    states: search.states,
    seconds: Math.round(seconds * 1000) / 1000,
    control,
    random: randomPower(trial, guarantee, seed, runs),
    asExpected: steps === hazard.steps && (control.verdict === 'holds' || control.verdict === 'not-violated'),
    ...(only === undefined || search.found === null ? {} : { counterexample: tellHazard(hazard, search.found) }),
  };
}

interface Search {
  readonly found: Omit<Found, 'property'> | null;
  /** Distinct states of the breadth-first search. */
  readonly states: number;
}

/** Breadth-first, and by random walks only where the scope is too large for that. */
function searchHazard(trial: ClusterTrial, guarantee: string, seed: string): Search {
  const stopWhenFound = [guarantee];
  const scope = exhaustive(trial, { statesMax, stopWhenFound });
  const [first] = scope.violations;
  if (first !== undefined) {
    const { cause, schedule } = first;
    return { found: { cause, schedule, seed: BREADTH_FIRST, shortest: true }, states: scope.distinct };
  }
  if (scope.complete) return { found: null, states: scope.distinct };
  const [walked] = walk(trial, { seed, runs: walksMax, stopWhenFound }).violations;
  if (walked === undefined) return { found: null, states: scope.distinct };
  const { cause, schedule, run } = walked;
  return { found: { cause, schedule, seed: `${seed}:${run}`, shortest: false }, states: scope.distinct };
}

/** The control is searched whole; where it is too large, random walks add what they can. */
function judgeControl(hazard: Hazard, seed: string): ControlVerdict {
  const trial = accused(hazard, hazard.control);
  const { guarantee } = hazard;
  const scope = exhaustive(trial, { statesMax });
  const states = scope.distinct;
  if (scope.violations.length > 0) return { verdict: 'violated', states };
  const walked = scope.complete ? null : walk(trial, { seed, runs: walksMax, stopWhenFound: [guarantee] });
  if (walked !== null && walked.violations.length > 0) return { verdict: 'violated', states };
  const exercised = scope.exercised[guarantee] + (walked?.exercised[guarantee] ?? 0);
  if (exercised === 0) return { verdict: 'vacuous', states };
  return { verdict: walked === null ? 'holds' : 'not-violated', states };
}

/** The counterexample as `verify` tells it, under the name that its property has there. */
function tellHazard(hazard: Hazard, found: Omit<Found, 'property'>): Counterexample {
  const setup = setupOf(hazard.setup, `hazard ${hazard.id}`);
  const property = propertyOf(clusterTrial(setup), hazard.guarantee, found.schedule, found.cause);
  const replayLine = `npx kafka-trial hazards ${hazard.id}`;
  return { ...counterexampleOf(setup, { ...found, property }), replay: replayLine };
}

function propertyOf(
  { machine, properties }: ClusterTrial,
  guarantee: string,
  schedule: Schedule<Action>,
  cause: string,
): string {
  const steps = replay(machine, schedule);
  const last = steps.length === 0 ? machine.init : steps[steps.length - 1].after;
  const violated = properties.find(
    (property) => guaranteeOf(property.id) === guarantee && property.violation(last)?.cause === cause,
  );
  return violated?.id ?? guarantee;
}
