import { exhaustive } from '../../explorers/exhaustive.ts';
import { replay, ScheduleError } from '../../explorers/replay.ts';
import { parseReplayToken, ReplayTokenError } from '../../explorers/token.ts';
import type { Action } from '../../model/action.ts';
import { isSince, parseRelease } from '../../model/config/release.ts';
import type { Setup } from '../../model/config/setup.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { GUARANTEES } from '../../properties/guarantees.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import {
  type Counterexample,
  FORMAT_VERSION,
  type GuaranteeVerdict,
  type ScheduleStep,
  VERDICT_FORMAT,
  type VerdictDocument,
} from '../../reports/verdict.ts';
import type { Engine, ExploreDocument, ExploreOptions, JudgeOptions, Resolution, SystemSubject } from '../engine.ts';
import { InputError } from '../errors.ts';
import { judgeClaims } from './claims.ts';
import { causesIn, setupFrom, tell } from './counterexample.ts';
import { judgeHazards } from './hazards.ts';
import { remedyFor } from './remedies.ts';
import { BREADTH_FIRST, search, searchAgain, type SearchOptions, type Searched } from './search.ts';
import { exploreSystem } from './systems.ts';
import { judged } from './verdicts.ts';

/** States of the breadth-first search, by method: `auto` has random walks to fall back on. */
const statesMax = { auto: 250_000, exhaustive: 4_000_000, walk: 0, commands: 0 };

/** Random runs when the user asks for no number, by method. */
const runsDefault = { auto: 30_000, walk: 60_000, commands: 5_000, exhaustive: 0 };

/** What runs trials: explorers, shrinkers and guarantees behind the interface that the command line knows. */
export const engine: Engine = { judge, judgeClaims, judgeHazards, retell, fromSeed, explore };

async function judge(resolution: Resolution, options: JudgeOptions): Promise<VerdictDocument> {
  const searching: SearchOptions = {
    method: options.method,
    seed: options.seed,
    statesMax: statesMax[options.method],
    runs: options.runs ?? runsDefault[options.method],
    onProgress: (phase, done, total) => options.onProgress?.({ phase, done, total }),
  };
  const trial = clusterTrial(resolution.setup);
  return documentOf(resolution, trial, search(trial, searching), searching, options.name);
}

function documentOf(
  { setup, ignored, notes }: Resolution,
  trial: ClusterTrial,
  searches: readonly Searched[],
  searching: SearchOptions,
  name: string,
): VerdictDocument {
  const result = judged(setup, trial, searches);
  return {
    format: VERDICT_FORMAT,
    version: FORMAT_VERSION,
    name,
    setup: { ...setup },
    seed: searching.seed,
    scope: { ...setup.scope },
    ...result,
    guarantees: result.guarantees.map((verdict) => withRemedy(setup, verdict, searching)),
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
  searching.onProgress?.(`a remedy for ${verdict.id}`, 0);
  const remedy = remedyFor(setup, verdict, searching);
  return remedy === undefined ? verdict : { ...verdict, remedy };
}

function retell(
  spelled: Readonly<Record<string, unknown>>,
  schedule: readonly ScheduleStep[],
  guarantee: string,
  place: string,
): Counterexample {
  const known = GUARANTEES.map(({ id }) => id);
  if (!known.includes(guarantee)) {
    throw new InputError(place, `there is no guarantee "${guarantee}"`, `the guarantees are ${known.join(', ')}`);
  }
  const setup = setupFrom(spelled, place);
  // Plain data from a file: what is no action of this setup is found out by the replay.
  const actions = schedule as readonly Action[];
  const trial = clusterTrial(setup);
  try {
    const steps = replay(trial.machine, actions);
    const last = steps.length === 0 ? trial.machine.init : steps[steps.length - 1].after;
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

async function fromSeed(resolution: Resolution, seed: string, guarantee?: string): Promise<VerdictDocument> {
  const trial = clusterTrial(resolution.setup);
  const properties = trial.properties.filter(({ id }) => guarantee === undefined || guaranteeOf(id) === guarantee);
  const searching: SearchOptions = { ...searchNamedBy(seed), statesMax: statesMax.auto };
  const found = searchAgain({ ...trial, properties }, searching, seed);
  return documentOf(resolution, trial, [found], searching, 'replay');
}

/** The search that a seed of a counterexample belongs to. */
function searchNamedBy(seed: string): Pick<SearchOptions, 'method' | 'seed' | 'runs'> {
  if (seed === BREADTH_FIRST) return { method: 'auto', seed, runs: runsDefault.auto };
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
  const started = performance.now();
  const seconds = (): number => Math.round(performance.now() - started) / 1000;
  if ('setup' in subject) {
    const trial = clusterTrial(subject.setup);
    return figures(
      exhaustive(trial, {
        statesMax: statesMax.exhaustive,
        stopAtViolation: options.stopAtViolation,
        onProgress: ({ distinct }) => options.onProgress?.({ phase: 'states', done: distinct }),
      }),
      seconds,
    );
  }
  return figures(exploreSystem(subject, options), seconds);
}

function figures(
  result: Pick<ReturnType<typeof exhaustive>, 'distinct' | 'generated' | 'depth' | 'complete' | 'stopped'> & {
    readonly violations: readonly { readonly property: string; readonly states: number }[];
  },
  seconds: () => number,
): ExploreDocument {
  const shortest = new Map<string, number>();
  for (const { property, states } of result.violations) {
    const invariant = guaranteeOf(property);
    shortest.set(invariant, Math.min(states, shortest.get(invariant) ?? states));
  }
  return {
    distinct: result.distinct,
    generated: result.generated,
    depth: result.depth,
    complete: result.complete,
    violations: [...shortest].map(([invariant, states]) => ({ invariant, states })),
    seconds: seconds(),
    workers: 1,
    ...(result.stopped === undefined ? {} : { stopped: result.stopped }),
  };
}
