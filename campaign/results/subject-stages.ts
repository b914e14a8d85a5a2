import { mergeCoverage, sumOf } from '../../explorers/coverage.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { type FaultChoice, isWithin, mostOfAny } from '../../judging/searches/fault-choices.ts';
import { fewFaultsStageResult, type Found, type StageResult } from '../../judging/searches/stage-result.ts';
import type { Counterexample, Evidence } from '../../reports/documents/verdict.ts';
import { isRandom, type ScopeWork } from '../jobs/job.ts';
import { isSearch, type JobResult, type SearchOutcome } from '../jobs/job-result.ts';
import { partsOf } from '../jobs/parts.ts';
import { disjoint } from './ranges.ts';
import type { Subject } from '../plan/campaign-plan.ts';
import { digestOf } from '../canonical.ts';

/** A violation that a job has told already. */
export interface ToldFound extends Found {
  readonly told: Counterexample;
}

/** The figures of some results together. */
type Counted = Omit<SearchOutcome, 'found'>;

type Searched = { readonly work: JobResult['work']; readonly outcome: SearchOutcome };

/**
 * What the jobs of one setup came to, as the stages of one search: random runs added up by method, complete searches, parts
 * of a scope together. The one that decides stands last, as in `judging/searches/run-plan.ts`.
 */
export function stagesOf(subject: Subject, results: readonly JobResult[]): StageResult[] {
  const searched = results.flatMap(({ work, outcome }): Searched[] => (isSearch(outcome) ? [{ work, outcome }] : []));
  const scopes = searched.filter(({ work }) => work.method === 'exhaustive');
  const whole = scopes.filter(({ work }) => partIn(work) === undefined).map((made) => stageOf(made.outcome, [made]));
  const split = partStages(
    subject,
    scopes.filter(({ work }) => partIn(work) !== undefined),
  );
  const random = ['commands', 'walk'].flatMap((method) => {
    const made = searched.filter(({ work }) => work.method === method);
    return made.length === 0 ? [] : [randomStage(made, [...whole, ...split])];
  });
  const stages = [...whole, ...split];
  return stages.some(({ complete }) => complete) ? [...random, ...stages] : [...stages, ...random];
}

const partIn = (work: JobResult['work']): ScopeWork['part'] => (work.method === 'exhaustive' ? work.part : undefined);

const foundIn = ({ outcome }: Searched): readonly ToldFound[] =>
  outcome.found.map(({ property, counterexample }) => ({
    property,
    cause: counterexample.cause,
    // It was written by this version of this program, as its digest says.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    schedule: counterexample.schedule as unknown as Schedule<Action>,
    seed: counterexample.seed,
    shortest: counterexample.shortest,
    told: counterexample,
  }));

const stageOf = ({ evidence, ...rest }: Counted, made: readonly Searched[]): StageResult => ({
  ...rest,
  method: evidence.method,
  found: made.flatMap(foundIn),
  evidence: (exercised) => ({ ...evidence, exercised }),
});

/** Random runs of one method: each run counts once, whoever made it, and however the ranges were cut. */
function randomStage(made: readonly Searched[], scopes: readonly StageResult[]): StageResult {
  const ranges = made.flatMap(({ work, outcome }) => (isRandom(work) ? [{ ...work, outcome }] : []));
  const seeds = [...new Set(ranges.map(({ seed }) => seed))];
  const counted = seeds.flatMap((seed) =>
    disjoint(ranges.filter((range) => range.seed === seed)).map(({ outcome }) => outcome),
  );
  const unfinished = scopes.findLast(({ stopped }) => stopped !== undefined)?.stopped;
  const evidence: Evidence = {
    method: counted[0].evidence.method === 'commands' ? 'commands' : 'walk',
    runs: added(counted, (of) => (of.method === 'exhaustive' ? 0 : of.runs)),
    steps: added(counted, (of) => (of.method === 'exhaustive' ? 0 : of.steps)),
    exercised: 0,
    ...(unfinished === undefined ? {} : { unfinished }),
  };
  return stageOf({ ...together(counted), evidence, complete: false, states: 0 }, made);
}

const added = (outcomes: readonly SearchOutcome[], figure: (evidence: Evidence) => number): number =>
  outcomes.reduce((sum, { evidence }) => sum + figure(evidence), 0);

const together = (outcomes: readonly SearchOutcome[]) => ({
  reduced: outcomes.some(({ reduced }) => reduced),
  coverage: mergeCoverage(outcomes.map(({ coverage }) => coverage)),
  exercised: sumOf(outcomes.map(({ exercised }) => exercised)),
});

/** The parts of a scope: a complete search when all are there and complete, and otherwise for few faults, see `parts.ts`. */
function partStages({ setup }: Subject, made: readonly Searched[]): StageResult[] {
  if (made.length === 0) return [];
  const parts = partsOf(setup);
  const complete = new Set(made.flatMap(({ work, outcome }) => (outcome.complete ? [digestOf(partIn(work))] : [])));
  const outcomes = made.map(({ outcome }) => outcome);
  const isWhole = parts.every((part) => complete.has(digestOf(part)));
  const stopped = isWhole
    ? {}
    : { stopped: `${complete.size} of its ${parts.length} parts were searched to their end` };
  const states = outcomes.reduce((sum, outcome) => sum + outcome.states, 0);
  const evidence: Evidence = {
    method: 'exhaustive',
    states,
    generated: added(outcomes, (of) => (of.method === 'exhaustive' ? of.generated : 0)),
    depth: Math.max(...outcomes.map(({ evidence: of }) => (of.method === 'exhaustive' ? of.depth : 0))),
    complete: isWhole,
    ...(outcomes.some(({ evidence: of }) => of.method === 'exhaustive' && of.symmetry) ? { symmetry: true } : {}),
    ...(outcomes.some(({ evidence: of }) => of.method === 'exhaustive' && of.commuting) ? { commuting: true } : {}),
    expectedCollisions: added(outcomes, (of) => (of.method === 'exhaustive' ? of.expectedCollisions : 0)),
    parts: parts.length,
    ...stopped,
    exercised: 0,
  };
  const scope = stageOf({ ...together(outcomes), evidence, complete: isWhole, states, ...stopped }, made);
  // What happens with a choice of faults is what happens in its part and in all within it.
  const choices = parts.filter((choice) =>
    parts.every((part) => !isWithin(part, choice) || complete.has(digestOf(part))),
  );
  if (isWhole || choices.length === 0) return [scope];
  const exercisedIn = (choice: FaultChoice): SearchOutcome['exercised'] =>
    together(made.filter(({ work }) => digestOf(partIn(work)) === digestOf(choice)).map(({ outcome }) => outcome))
      .exercised;
  const few = {
    faultsAtMost: mostOfAny(setup.faults, choices),
    choices: choices.map((faults) => ({ faults, exercised: exercisedIn(faults) })),
    // The jobs that are missing are told.
    open: [],
    found: [],
    coverage: scope.coverage,
  };
  return [scope, fewFaultsStageResult(few, scope)];
}
