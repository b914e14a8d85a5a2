import { openCommandHost } from '../conformance/lab/run/command-host.ts';
import { openTrial } from '../stage/open-trial.ts';
import type { RunJob, Runner } from '../stage/run-result.ts';
import { deviationsAt } from '../stage/search/budgets.ts';
import { search } from '../stage/search/search.ts';
import { walk } from '../stage/search/walk.ts';
import { tableOf } from './table.ts';

/** The insert that is waited for, with kafkajs, and what throws everything at one: its every fault is a run of its own. */
const AWAITED = 'examples/code/awaited/orders.trial.ts';
const UPSERT = 'stage/testing/cases/upsert.trial.ts';

const RUNS = 500;
/** How many runs of a sort are made before the first that counts: in a search of one program, and in a long one, where V8 has compiled what it will. */
const RUNS_BEFORE = [100, 1500] as const;
const RUNS_A_SECOND_MIN = 100;
/** Seconds of all single faults on two cores, by the number of processes. */
const SECONDS_MAX = new Map([
  [1, 10],
  [2, 30],
]);

const opened = (name: string, threads: number) => openTrial(name, { cwd: '.', threads, openHost: openCommandHost });

/** Programs on trial: what a run costs, and all single faults of a program. On an idle machine of two cores. */
export async function reportCode(print: (text: string) => void): Promise<void> {
  print(`The awaited insert with kafkajs, ${RUNS} runs of each sort in one thread; seconds are the processor's\n`);
  print(tableOf(['', 'runs before', 'ms a run', 'runs a second and core', 'expected'], await runRows()));
  print('\nAll single faults of the upsert, crashes one by one among them, two threads; seconds of the wall\n');
  const rows: string[][] = [];
  for (const [processes, secondsMax] of SECONDS_MAX) rows.push(await faultsRow(processes, secondsMax));
  print(tableOf(['processes', 'runs', 'seconds', 'expected'], rows));
}

async function runRows(): Promise<string[][]> {
  const trial = await opened(AWAITED, 1);
  const { budgets } = trial;
  const [run] = trial.runners;
  try {
    const { points } = await run({ seed: 'bench', deviations: [] });
    const singles = points.flatMap((point) => deviationsAt(point, budgets));
    return [
      ...(await rowsOf('no fault', (index) => made({ seed: `bench ${index}`, deviations: [] }))),
      ...(await rowsOf('one fault', (index) => made({ seed: 'bench', deviations: [singles[index % singles.length]] }))),
      ...(await rowsOf('walks', async (index) => (await walk(`bench ${index}`, budgets, run)).length)),
    ];
  } finally {
    await trial.close();
  }

  async function made(job: RunJob): Promise<number> {
    await run(job);
    return 1;
  }
}

/** @param make makes one run, or the several runs of a walk, and says how many. */
async function rowsOf(name: string, make: (index: number) => Promise<number>): Promise<string[][]> {
  let made = 0;
  const makeUntil = async (runs: number): Promise<number> => {
    const first = made;
    while (made < runs) made += await make(made);
    return made - first;
  };
  const rows: string[][] = [];
  for (const before of RUNS_BEFORE) {
    await makeUntil(before);
    const start = process.cpuUsage();
    const runs = await makeUntil(before + RUNS);
    const { user, system } = process.cpuUsage(start);
    const millis = (user + system) / 1000 / runs;
    const aSecond = (1000 / millis).toFixed(0);
    rows.push([name, `${before}`, millis.toFixed(1), aSecond, `at least ${RUNS_A_SECOND_MIN}`]);
  }
  return rows;
}

async function faultsRow(processes: number, secondsMax: number): Promise<string[]> {
  const trial = await opened(UPSERT, 2);
  const runners = trial.runners.map(
    (run): Runner =>
      (job) =>
        run({ ...job, processes }),
  );
  try {
    const start = performance.now();
    const { extents } = await search({ ...trial, runners, seed: 'bench', pairsMax: 0, walksMax: 0 });
    const seconds = (performance.now() - start) / 1000;
    const runs = (extents['one fault']?.runs ?? 0) + (extents['one by one']?.runs ?? 0);
    return [`${processes}`, `${runs}`, seconds.toFixed(1), `under ${secondsMax}`];
  } finally {
    await trial.close();
  }
}
