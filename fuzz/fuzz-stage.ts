import { openCommandHost } from '../conformance/lab/run/command-host.ts';
import type { Deviation } from '../stage/deviation.ts';
import { openTrial } from '../stage/open-trial.ts';
import type { OpenedTrial } from '../stage/opened-trial.ts';
import { Chance } from '../stage/process/time/chance.ts';
import type { RunJob, Runner } from '../stage/run-result.ts';
import { deviationsAt } from '../stage/search/budgets.ts';
import { elsewhere } from './elsewhere.ts';
import type { Draws } from './options.ts';

/** The memory is looked at each time so many runs have been made. */
const MEMORY_EVERY_RUNS = 500;
const RUNS_OF_A_SEED = 4;

/** Programs with kafkajs: one that waits and one that does not, with one broker and with two. */
const TRIALS = ['examples/code/upsert/orders.trial.ts', 'stage/testing/cases/send-not-awaited.trial.ts'];

export interface FuzzStageOptions extends Pick<Draws, 'first' | 'seed' | 'setups'> {
  readonly trials?: readonly string[];
  readonly open?: (name: string) => Promise<OpenedTrial>;
  /** Heard before each seed. */
  readonly onSeed?: (done: number) => void;
}

export interface FuzzStageResult {
  /** Seeds whose runs are the same in both processes. */
  readonly same: number;
  /** The others: the trial and the job that was not. */
  readonly different: readonly string[];
  readonly runs: number;
  /** Megabytes that this process holds, its threads included, after each 500 runs, of which half were made in it. */
  readonly memory: readonly number[];
}

/**
 * Runs programs twice by many seeds, without a fault and with one, at the same time in two processes, of which this one looks
 * at the user's lines: both must come to the same, to the byte.
 */
export async function fuzzStage(options: FuzzStageOptions): Promise<FuzzStageResult> {
  const { first, seed, setups, trials = TRIALS, open = opened, onSeed } = options;
  const all = await Promise.all(trials.map(open));
  const different: string[] = [];
  const memory: number[] = [];
  try {
    for (let done = 0; done < setups; done += 1) {
      onSeed?.(done);
      const trial = all[done % all.length];
      const job = await differing(trial, `${seed}:${first + done}`);
      if (job !== undefined) different.push(`${trial.name}: ${JSON.stringify(job)}`);
      if (((done + 1) * RUNS_OF_A_SEED) % MEMORY_EVERY_RUNS === 0) memory.push(megabytes());
    }
    return { same: setups - different.length, different, runs: RUNS_OF_A_SEED * setups, memory };
  } finally {
    await Promise.all(all.map((trial) => trial.close()));
  }
}

/** A trial whose first runner is another process, and whose second a thread of this one. */
async function opened(name: string): Promise<OpenedTrial> {
  const here = await openTrial(name, { cwd: '.', threads: 1, openHost: openCommandHost });
  const there = elsewhere(name);
  return {
    ...here,
    runners: [there.run, ...here.runners],
    async close() {
      there.close();
      await here.close();
    },
  };
}

/** The first of a seed's jobs that is not the same in both. */
async function differing(
  { runners: [plain, looking], budgets }: OpenedTrial,
  seed: string,
): Promise<RunJob | undefined> {
  const calm = { seed, deviations: [] };
  const { isSame, points } = await compared(calm, plain, looking);
  if (!isSame) return calm;
  const chance = new Chance(seed);
  const faults = points.flatMap((point) => deviationsAt(point, budgets));
  const deviations: readonly Deviation[] = [faults[chance.between(0, faults.length)]];
  return (await compared({ seed, deviations }, plain, looking)).isSame ? undefined : { seed, deviations };
}

async function compared(job: RunJob, plain: Runner, looking: Runner) {
  const [one, other] = await Promise.all([plain(job), looking({ ...job, lines: true })]);
  return { isSame: one.digest === other.digest, points: one.points };
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);
