import { endOf } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { changesOf, settingsOf } from '../../properties/hazards/changes.ts';
import type { Hazard } from '../../properties/hazards/hazard.ts';
import { HAZARDS, UNMODELLED } from '../../properties/hazards/hazards.ts';
import { singlePropertyTrial } from '../../properties/hazards/single-property-trial.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import type { ControlVerdict, HazardVerdict } from '../../reports/documents/hazards.ts';
import { InputError } from '../../setups/input-error.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { suggestion } from '../../setups/suggestion.ts';
import { counterexampleOf } from '../counterexamples/counterexample.ts';
import { detectionCost } from './detection-cost.ts';
import type { EntryHost } from './entry-host.ts';
import { smallSearches } from '../searches/limits.ts';
import { controlPlan, detectionRunsDefault, hazardPlan } from '../searches/plans.ts';
import { runPlan } from '../searches/run-plan.ts';
import { type Remedied, sceneOf } from '../scenes/scene.ts';
import { controlIn } from '../scenes/with-scenes.ts';
import type { Found } from '../searches/stage-result.ts';
import { TimeLimit } from '../searches/time-limit.ts';
import { verdictOf } from '../verdicts/verdicts.ts';

/** A hazard, and how it is to be tried. */
export interface HazardAsked {
  readonly id: string;
  readonly seed: string;
  /** Runs after which one seed of a random explorer counts as having found nothing. */
  readonly runs?: number;
  /** Whether its story is told. */
  readonly told: boolean;
}

/** @throws {InputError} where there is none, or the machine cannot express it. */
export function hazardNamed(id: string): Hazard {
  const hazard = HAZARDS.find((candidate) => candidate.id === id.toUpperCase());
  if (hazard !== undefined) return hazard;
  const missing = UNMODELLED.find((candidate) => candidate.id === id.toUpperCase());
  if (missing !== undefined) {
    throw new InputError(id, `the machine cannot express it: ${missing.title}`, `it lacks ${missing.feature}`);
  }
  const ids = HAZARDS.map((candidate) => candidate.id);
  throw new InputError(id, 'there is no hazard of this name', suggestion(id, ids));
}

/** Searches for a hazard and in its control, and says what it costs to come upon it at random. */
export async function hazardVerdict(
  { id, seed, runs = detectionRunsDefault, told }: HazardAsked,
  host: EntryHost,
): Promise<HazardVerdict> {
  const hazard = hazardNamed(id);
  const time = new TimeLimit({ signal: host.signal, now: () => 0 });
  const began = host.now();
  const trial = singlePropertyTrial(hazard, hazard.setup);
  const search = await searchHazard(trial, hazard.guarantee, seed, time);
  const seconds = (host.now() - began) / 1000;
  const control = await judgeControl(hazard, seed, time);
  const steps = search.found?.schedule.length ?? null;
  const { title, guarantee, status, affected, story, sources, finding } = hazard;
  return {
    id: hazard.id,
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
    random: await detectionCost(trial, guarantee, { seed, runsMax: runs, signal: time.until(1) }),
    asExpected: steps === hazard.steps && (control.verdict === 'holds' || control.verdict === 'not-violated'),
    ...(told && search.found !== null ? await storyOf(hazard, search.found, time) : {}),
  };
}

interface HazardSearch {
  readonly found: Found | null;
  /** Distinct states of the breadth-first search. */
  readonly states: number;
}

async function searchHazard(
  trial: ClusterTrial,
  guarantee: string,
  seed: string,
  time: TimeLimit,
): Promise<HazardSearch> {
  const { results } = await runPlan(trial, hazardPlan(seed, guarantee), smallSearches(time));
  const [found = null] = results.flatMap((result) => result.found);
  return { found, states: results[0].states };
}

async function judgeControl(
  { id, cause, guarantee, control }: Hazard,
  seed: string,
  time: TimeLimit,
): Promise<ControlVerdict> {
  const trial = singlePropertyTrial({ id, cause, guarantee }, control);
  const { results } = await runPlan(trial, controlPlan(seed, guarantee), smallSearches(time));
  return { verdict: verdictOf([guarantee], results), states: results[0].states };
}

/** The counterexample as `verify` tells it, under the name that its property has there, and drawn beside its control. */
async function storyOf(
  hazard: Hazard,
  found: Found,
  time: TimeLimit,
): Promise<Pick<HazardVerdict, 'counterexample' | 'scene'>> {
  const setup = setupOf(hazard.setup, `hazard ${hazard.id}`);
  const property = propertyOf(clusterTrial(setup), hazard.guarantee, found.schedule, found.cause);
  const { counterexample } = await counterexampleOf(setup, { ...found, property }, time);
  const world = counterexample.setup === undefined ? null : setupOf(counterexample.setup, `hazard ${hazard.id}`);
  const control: Remedied = {
    change: settingsOf(changesOf(hazard)),
    setup: setupOf(hazard.control, `hazard ${hazard.id}`),
  };
  return {
    counterexample: { ...counterexample, replay: `npx kafka-trial hazards ${hazard.id}` },
    scene: sceneOf(
      world ?? setup,
      hazard.guarantee,
      counterexample,
      world === null ? control : controlIn(world, control, setup),
    ),
  };
}

function propertyOf(
  { machine, properties }: ClusterTrial,
  guarantee: string,
  schedule: Schedule<Action>,
  cause: string,
): string {
  const last = endOf(machine, schedule);
  const violated = properties.find(
    (property) => guaranteeOf(property.id) === guarantee && property.violation(last)?.cause === cause,
  );
  return violated?.id ?? guarantee;
}
