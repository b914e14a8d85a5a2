import { InputError } from '../setups/input-error.ts';
import { isMendable } from '../setups/mendable-error.ts';
import type { ClientKind } from './clients/client-process.ts';
import type { Conform, ConformHooks, Divergence, Played } from './conform.ts';
import type { ConformRequest } from './conform-request.ts';
import { brokerArchive } from './lab/broker-archive.ts';
import { whyUnplayable } from './playable.ts';
import { type Case, ScheduleRunner } from './schedule-runner.ts';
import { type Walk, walksOf } from './walks.ts';

/** How often a schedule that diverges is played to make it shorter. */
const SHORTEN_PLAYS_MAX = 24;

/** A schedule that is to be played, and how it is made again where it is a walk. */
type Planned = Case & Partial<Pick<Walk, 'seed'>>;

/**
 * Plays a counterexample again and again, or random walks. The first divergence is made shorter by playing; a step that
 * cannot be played ends it, for it could not the next time.
 */
export const runConform: Conform = async (request, hooks) => {
  const { brokers, supervisor, cache, java } = request;
  if ('host' in brokers) {
    throw new InputError(
      '--bootstrap',
      'clusters of your own cannot be played on yet',
      'give --kafka or --fetch alone',
    );
  }
  if (java === undefined) throw new RangeError('brokers without Java');
  const archive = await brokerArchive({ jars: brokers, java, cache, supervisor });
  const runner = new ScheduleRunner({ java, jars: brokers, supervisor, archive }, clientOf(request, java));
  const played: Played[] = [];
  try {
    for (const [index, planned] of plan(request).entries()) {
      const shortens = played.every(({ outcome }) => outcome.kind !== 'diverges');
      const one = await playOne(runner, index + 1, planned, shortens, hooks);
      played.push(one);
      hooks.onPlayed(one);
      if (one.outcome.kind === 'unplayable' && planned.seed === undefined) break;
    }
  } finally {
    await runner.close();
  }
  return played;
};

function clientOf({ client, clientJars }: ConformRequest, java: string): ClientKind {
  if (client === 'kafkajs') return { kind: client };
  if (clientJars === undefined) throw new RangeError('a Java client without jars');
  return { kind: client, java, jars: clientJars };
}

function plan({ name, setup, plays }: ConformRequest): readonly Planned[] {
  if (plays.kind === 'schedule') {
    return Array.from({ length: plays.times }, () => ({ name, setup, schedule: plays.schedule }));
  }
  return walksOf(setup, plays.walks, plays.seed, (type) => whyUnplayable(type) === null).map(({ seed, schedule }) => ({
    name: `${name}, walk ${seed}`,
    setup,
    schedule,
    seed,
  }));
}

async function playOne(
  runner: ScheduleRunner,
  play: number,
  planned: Planned,
  shortens: boolean,
  hooks: ConformHooks,
): Promise<Played> {
  const { seed, schedule } = planned;
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  try {
    const { outcome, transcript } = await runner.play(planned, (step) => hooks.onStep(play, step, schedule.length));
    const played = { play, seed, schedule, outcome, ms: elapsed(), transcript };
    if (outcome.kind !== 'diverges' || !shortens) return played;
    return { ...played, shortened: await shortenedOf(runner, planned, outcome, hooks) };
  } catch (error) {
    return { play, seed, schedule, outcome: { kind: 'failed', because: reasonOf(error) }, ms: elapsed() };
  }
}

/** A failure of the harness on the way leaves the divergence as it is. */
async function shortenedOf(
  runner: ScheduleRunner,
  planned: Planned,
  divergence: Divergence,
  { onShorten }: ConformHooks,
): Promise<Played['shortened']> {
  try {
    const { found, outcome } = await runner.shorten(planned, divergence, SHORTEN_PLAYS_MAX, onShorten);
    return { schedule: found.schedule, outcome };
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

/** Whatever goes wrong beside Kafka is told as that; what is the user's to mend goes on to the user. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || isMendable(error)) throw error;
  return error.message;
}
