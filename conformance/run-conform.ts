import { isMendable } from '../setups/mendable-error.ts';
import type { ClientKind } from './clients/client-process.ts';
import type { Conform, ConformHooks, Divergence, Played } from './conform.ts';
import type { ConformRequest } from './conform-request.ts';
import { brokerArchive } from './lab/broker-archive.ts';
import { LiveClusters } from './live-clusters.ts';
import { OwnPlayground } from './own-cluster/own-playground.ts';
import type { Playground } from './playground.ts';
import { rulesFor } from './rules-for.ts';
import type { RulesOfPlay } from './schedules/rules-of-play.ts';
import { type Case, ScheduleRunner } from './schedule-runner.ts';
import { type Walk, walksOf } from './schedules/walks.ts';

/** How often a schedule that diverges is played to make it shorter. */
const SHORTEN_PLAYS_MAX = 24;

/** A schedule that is to be played, and how it is made again where it is a walk. */
type Planned = Case & Partial<Pick<Walk, 'seed'>>;

/**
 * Plays a counterexample again and again, or random walks. The first divergence is made shorter by playing; a step that
 * cannot be played ends it, for it could not the next time.
 */
export const runConform: Conform = async (request, hooks) => {
  const plays = plan(request, rulesFor(request.brokers));
  const runner = new ScheduleRunner(await playgroundOf(request, plays), clientOf(request));
  const played: Played[] = [];
  try {
    for (const [index, planned] of plays.entries()) {
      if (request.supervisor.ending.aborted) break;
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

/** Clusters that are started for the plays, or the user's own. */
async function playgroundOf(request: ConformRequest, plays: readonly Planned[]): Promise<Playground> {
  const { brokers, supervisor, cache, java, name, setup } = request;
  if ('addresses' in brokers) {
    const schedules = plays.map(({ schedule }) => schedule);
    return OwnPlayground.open({ addresses: brokers.addresses, name, setup, schedules, supervisor });
  }
  if (java === undefined) throw new RangeError('brokers without Java');
  const archive = await brokerArchive({ jars: brokers, java, cache, supervisor });
  return new LiveClusters({ java, jars: brokers, supervisor, archive });
}

function clientOf({ client, clientJars, java }: ConformRequest): ClientKind {
  if (client === 'kafkajs') return { kind: client };
  if (clientJars === undefined || java === undefined) throw new RangeError('a Java client without Java or jars');
  return { kind: client, java, jars: clientJars };
}

function plan({ name, setup, plays }: ConformRequest, rules: RulesOfPlay): readonly Planned[] {
  if (plays.kind === 'schedule') {
    return Array.from({ length: plays.times }, () => ({ name, setup, schedule: plays.schedule }));
  }
  return walksOf(setup, plays.walks, plays.seed, rules).map(({ seed, schedule }) => ({
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
