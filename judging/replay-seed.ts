import { parseReplayToken, type ReplayToken, ReplayTokenError } from '../explorers/commands/replay-token.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { InputError } from '../setups/input-error.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import type { Host } from './host.ts';
import { type CostOptions, limitsOf, reductionsOf } from './searches/limits.ts';
import type { Plan } from './searches/plan.ts';
import { commandsRunPlan, seedPlan, walkRunPlan } from './searches/plans.ts';
import { runPlan } from './searches/run-plan.ts';
import { type SearchedWorld, searchedWorld } from './searches/searched-world.ts';
import { BREADTH_FIRST } from './searches/stage-result.ts';
import { documentOf } from './verdicts/verdict-document.ts';
import { judged } from './verdicts/verdicts.ts';
import { completed } from './verify.ts';

export interface ReplaySeedOptions extends CostOptions {
  /** Only the counterexamples to this guarantee. */
  readonly guarantee?: string;
}

/**
 * Runs again what the seed of a counterexample stands for, and tells the same story as the first time.
 *
 * @param seed `<seed>:<run>`, `bfs`, or a token of commands.
 * @throws {InputError} when it is none of them.
 */
export async function replaySeed(
  resolution: Resolution,
  seed: string,
  options: ReplaySeedOptions,
  host: Host,
): Promise<VerdictDocument> {
  const { guarantee } = options;
  const limits = limitsOf(options, host);
  const { time } = limits;
  const trial = clusterTrial(resolution.setup);
  const asked = trial.properties.filter(({ id }) => guarantee === undefined || guaranteeOf(id) === guarantee);
  const reductions = reductionsOf(options);
  const named = planNamedBy(
    seed,
    searchedWorld(trial.world, reductions),
    asked.map(({ id }) => id),
  );
  // The threads of a complete search judge all properties; of a random run no more than what is asked for is looked at.
  const onTrial = seed === BREADTH_FIRST ? trial : { ...trial, properties: asked };
  const found = await runPlan(onTrial, named.plan, limits);
  const { token } = named;
  if (token !== undefined && !time.until(1).aborted && found.results.every(({ found }) => found.length === 0)) {
    throw new InputError(
      '--seed',
      `the token reproduces nothing: its run does not violate ${token.property} (${token.cause}) in this setup`,
      'give the setup that it was printed for, as it was then; `kafka-trial verify` finds what there is now',
    );
  }
  const document = documentOf(
    resolution,
    { name: 'replay', seed: named.seed },
    await judged(resolution.setup, trial, found, time),
  );
  const guarantees = document.guarantees.filter(({ id }) => guarantee === undefined || id === guarantee);
  return completed(resolution, { ...document, guarantees }, { ...limits, reductions });
}

/** The search that a seed of a counterexample belongs to, and the seed of that search. */
function planNamedBy(
  seed: string,
  world: SearchedWorld,
  properties: readonly string[],
): { readonly plan: Plan; readonly seed: string; readonly token?: ReplayToken } {
  if (seed === BREADTH_FIRST) return { plan: seedPlan(seed, world, properties), seed };
  if (seed.startsWith('commands/')) {
    try {
      const token = parseReplayToken(seed);
      if (!properties.includes(token.property)) {
        throw new InputError(
          '--seed',
          `it is a token of "${token.property}", which is not on trial here`,
          'give the setup and the guarantee that it was printed for',
        );
      }
      return { plan: commandsRunPlan(token), seed: token.seed, token };
    } catch (error) {
      if (!(error instanceof ReplayTokenError)) throw error;
      throw new InputError('--seed', error.message, 'paste the line that `kafka-trial verify` printed');
    }
  }
  const run = /^(.*):(\d+)$/s.exec(seed);
  if (run !== null) return { plan: walkRunPlan(run[1], Number(run[2])), seed: run[1] };
  throw new InputError(
    '--seed',
    `"${seed}" is no seed of a counterexample`,
    `it is "${BREADTH_FIRST}", or "SEED:RUN" such as "kafka-trial:17", or the word that begins with "commands/"`,
  );
}
