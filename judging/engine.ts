import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { exhaustiveParallel } from '../explorers/parallel/exhaustive-parallel.ts';
import { replay, ScheduleError } from '../explorers/replay.ts';
import { parseReplayToken, ReplayTokenError } from '../explorers/commands/replay-token.ts';
import type { Action } from '../model/action.ts';
import { isSince, parseRelease } from '../setups/release.ts';
import type { Setup } from '../model/setup.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { GUARANTEES } from '../properties/guarantees.ts';
import { withTrial } from '../explorers/trial-specification.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import {
  type Counterexample,
  FORMAT_VERSION,
  type GuaranteeVerdict,
  type ScheduleStep,
  VERDICT_FORMAT,
  type VerdictDocument,
} from '../reports/verdict.ts';
import { unfinishedWords } from './unfinished-words.ts';
import type {
  Engine,
  ExploreDocument,
  ExploreOptions,
  JudgeOptions,
  Resolution,
  SearchLimits,
  SystemSubject,
} from '../cli/engine.ts';
import { InputError } from '../setups/input-error.ts';
import { otherWork } from '../cli/io.ts';
import { judgeClaims } from './claims.ts';
import { causesIn, setupFrom, tell } from './counterexample.ts';
import { judgeHazards } from './hazards.ts';
import { respelled } from './old-spellings.ts';
import { remedyFor } from './remedies.ts';
import { BREADTH_FIRST, runAgain, type Searched, type SearchOptions, searchWithin, stopOf } from './search.ts';
import { specificationOf, withinRange } from './systems.ts';
import { judged } from './verdicts.ts';

/** Distinct states that `auto` searches before it gives way to random walks, where no time is set. */
const statesMaxAuto = 2_000_000;
/** More than any memory holds: the search ends with its scope, its memory or its time. */
const statesMaxUnbounded = 2 ** 31;

/** Random runs when the user asks for no number, by method. */
const runsDefault = { auto: 30_000, walk: 60_000, commands: 5_000, exhaustive: 0 };

/** What runs trials: explorers, shrinkers and guarantees behind the interface that the command line knows. */
export const engine: Engine = { judge, judgeClaims, judgeHazards, retell, fromSeed, explore };

async function judge(resolution: Resolution, options: JudgeOptions): Promise<VerdictDocument> {
  const { method, limits, onProgress } = options;
  const searching: SearchOptions = {
    method,
    seed: options.seed,
    statesMax: method === 'auto' && limits.budgetMs === undefined ? statesMaxAuto : statesMaxUnbounded,
    runs: options.runs ?? runsDefault[method],
    reductions: limits.reductions,
  };
  const trial = clusterTrial(resolution.setup);
  const searches = await searchWithin(limits, trial, { ...searching, onProgress });
  const document = documentOf(resolution, trial, searches, searching, options.name);
  const guarantees: GuaranteeVerdict[] = [];
  for (const verdict of document.guarantees) {
    if (verdict.counterexample !== undefined) onProgress?.({ phase: `a remedy for ${verdict.id}`, done: 0 });
    guarantees.push(limits.interrupt.aborted ? verdict : withRemedy(resolution.setup, verdict, searching));
    await otherWork();
  }
  return { ...document, guarantees };
}

/** The document, but for the remedies. */
function documentOf(
  { setup, ignored, notes }: Resolution,
  trial: ClusterTrial,
  searches: readonly Searched[],
  { seed }: SearchOptions,
  name: string,
): VerdictDocument {
  return {
    format: VERDICT_FORMAT,
    version: FORMAT_VERSION,
    name,
    setup: { ...setup },
    seed,
    scope: { ...setup.scope },
    ...judged(setup, trial, searches),
    ignored,
    notes: [...notes, ...caveatsOf(setup)],
  };
}

/** Where the protocol tried is kinder than the version's own. */
function caveatsOf({ kafka, producer, topic, protocol }: Setup): string[] {
  const pipelined = producer['enable.idempotence'] && producer['max.in.flight.requests.per.connection'] > 1;
  const release = parseRelease(kafka);
  const fixed = release === undefined || isSince(release, '4.5') || !protocol.emptyPartitionStartsAtZero;
  if (!pipelined || topic['replication.factor'] < 2 || fixed || !isSince(release, '4.0')) return [];
  return [
    'KAFKA-15591 (the first batch to an empty partition can be overtaken; fixed in Kafka 4.5) is taken as fixed: put it on trial with protocol: { emptyPartitionStartsAtZero: false }',
  ];
}

function withRemedy(setup: Setup, verdict: GuaranteeVerdict, searching: SearchOptions): GuaranteeVerdict {
  if (verdict.counterexample === undefined) return verdict;
  const remedy = remedyFor(setup, verdict, searching);
  return remedy === undefined ? verdict : { ...verdict, remedy };
}

function retell(
  spelled: Readonly<Record<string, unknown>>,
  schedule: readonly ScheduleStep[],
  guarantee: string,
  place: string,
): Counterexample {
  const known: readonly string[] = GUARANTEES.map(({ id }) => id);
  if (!known.includes(guarantee)) {
    throw new InputError(place, `there is no guarantee "${guarantee}"`, `the guarantees are ${known.join(', ')}`);
  }
  const setup = setupFrom(spelled, place);
  // Plain data from a file: what is no action of this setup is found out by the replay.
  const steps: readonly ScheduleStep[] = schedule.map(respelled);
  const actions = steps as readonly Action[];
  const trial = clusterTrial(setup);
  try {
    const last = replay(trial.machine, actions).at(-1)?.after ?? trial.machine.init;
    const [cause] = causesIn(trial, last, guarantee);
    if (cause !== undefined) return tell(setup, actions, guarantee, cause);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new InputError(
      place,
      `step ${error.step} of the schedule does not fit the setup: ${JSON.stringify(error.action)} cannot happen there`,
      'replay the schedule with the setup that it was found in; the verdict file holds both',
    );
  }
  throw new InputError(
    place,
    `the schedule does not violate ${guarantee} in this setup`,
    'replay it with the setup that it was found in, or name another guarantee with --guarantee',
  );
}

async function fromSeed(
  resolution: Resolution,
  seed: string,
  { guarantee, limits }: { readonly guarantee?: string; readonly limits: SearchLimits },
): Promise<VerdictDocument> {
  const trial = clusterTrial(resolution.setup);
  const searching: SearchOptions = {
    ...searchNamedBy(seed),
    statesMax: statesMaxAuto,
    reductions: limits.reductions,
  };
  const only = (properties: ClusterTrial['properties']): ClusterTrial['properties'] =>
    properties.filter(({ id }) => guarantee === undefined || guaranteeOf(id) === guarantee);
  const searches =
    seed === BREADTH_FIRST
      ? await searchAgain(limits, trial, searching, only(trial.properties))
      : [runAgain({ ...trial, properties: only(trial.properties) }, searching, seed)];
  const document = documentOf(resolution, trial, searches, searching, 'replay');
  const guarantees = document.guarantees
    .filter(({ id }) => guarantee === undefined || id === guarantee)
    .map((verdict) => withRemedy(resolution.setup, verdict, searching));
  return { ...document, guarantees };
}

/** Searches the scope as far as `auto` does, and, where that shows no violation of the properties, to its end. */
async function searchAgain(
  limits: SearchLimits,
  trial: ClusterTrial,
  searching: SearchOptions,
  properties: ClusterTrial['properties'],
): Promise<readonly Searched[]> {
  const searches = await searchWithin(limits, trial, searching);
  const isFound = searches.some(({ found }) =>
    found.some(({ property }) => properties.some(({ id }) => id === property)),
  );
  if (isFound || searches.some(({ complete }) => complete)) return searches;
  return searchWithin(limits, trial, { ...searching, statesMax: statesMaxUnbounded });
}

/** The search that a seed of a counterexample belongs to. */
function searchNamedBy(seed: string): Pick<SearchOptions, 'method' | 'seed' | 'runs'> {
  if (seed === BREADTH_FIRST) return { method: 'exhaustive', seed, runs: 0 };
  if (seed.startsWith('commands/')) {
    try {
      return { method: 'commands', seed: parseReplayToken(seed).seed, runs: 1 };
    } catch (error) {
      if (!(error instanceof ReplayTokenError)) throw error;
      throw new InputError('--seed', error.message, 'paste the line that `kafka-trial verify` printed');
    }
  }
  const run = /^(.*):(\d+)$/s.exec(seed);
  if (run !== null) return { method: 'auto', seed: run[1], runs: 1 };
  throw new InputError(
    '--seed',
    `"${seed}" is no seed of a counterexample`,
    `it is "${BREADTH_FIRST}", or "SEED:RUN" such as "kafka-trial:17", or the word that begins with "commands/"`,
  );
}

async function explore(subject: Resolution | SystemSubject, options: ExploreOptions): Promise<ExploreDocument> {
  const { limits, stopAtViolation, onProgress } = options;
  const started = performance.now();
  const specification = specificationOf(subject, options);
  const search = withinRange(subject, () =>
    withTrial(
      specification,
      (trial): Promise<ExhaustiveResult<unknown>> =>
        exhaustiveParallel(trial, specification, {
          statesMax: statesMaxUnbounded,
          stopAtViolation,
          workers: limits.workers,
          memory: limits.memory,
          signal: stopOf(limits),
          onProgress: ({ distinct, frontier, depth }) =>
            onProgress?.({ phase: 'states', done: distinct, queue: frontier, depth }),
        }),
    ),
  );
  return figures(await search, Math.round(performance.now() - started) / 1000);
}

function figures(result: ExhaustiveResult<unknown>, seconds: number): ExploreDocument {
  const { distinct, generated, depth, complete, stopped, workers, expectedCollisions } = result;
  const shortest = new Map<string, number>();
  for (const { property, states } of result.violations) {
    const invariant = guaranteeOf(property);
    shortest.set(invariant, Math.min(states, shortest.get(invariant) ?? states));
  }
  return {
    distinct,
    generated,
    depth,
    complete,
    violations: [...shortest].map(([invariant, states]) => ({ invariant, states })),
    seconds,
    workers,
    expectedCollisions,
    ...(stopped === undefined ? {} : { stopped: unfinishedWords(distinct, depth, stopped) }),
  };
}
