import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { isMendable } from '../../setups/mendable-error.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import { run } from '../run.ts';
import type { CodeTrial } from '../trial.ts';
import { ClusterWorld } from '../world/cluster-world.ts';
import { clusterFor, type PreparedCluster, prepareCluster, recordsOf } from '../world/prepared-cluster.ts';
import { type Prepared, prepare, readTrial } from '../process/prepare.ts';
import { showPulse } from '../process/under-way.ts';
import { withSkips } from '../process/skips.ts';
import type { Program } from '../process/bundle/program.ts';
import { factsOf, type TrialFacts } from './trial-facts.ts';
import { UndeclaredError } from '../process/undeclared.ts';
import { placeOf } from '../process/source/user-line.ts';

/** What a thread is given as it starts. */
export interface ThreadData {
  readonly program: Program;
  /** In which it counts events. */
  readonly pulse: Int32Array;
}

/** What a thread is asked: what the trial says, or a run. */
export type Question = 'trial' | RunJob;

/** What it is told, and does not answer: another program to run. */
export interface Order {
  readonly program: Program;
}

/** The user's own, as `InputError` takes it: place, reason, way out. */
type Refusal = readonly [place: string, reason: string, wayOut: string];

export type Reply =
  | { readonly trial: TrialFacts }
  | { readonly result: RunResult }
  | { readonly refused: Refusal }
  | { readonly failed: string };

const given = workerData as ThreadData;
let { program } = given;
// What Node warns of (listeners that leak, what is deprecated) the program does, in each run anew: it is no word of whoever has it on trial.
process.removeAllListeners('warning');
showPulse(given.pulse);
let prepared: Promise<Prepared> | undefined;
/** By the number of records. */
const clusters = new Map<number, PreparedCluster>();

parentPort?.on('message', (message: Question | Order) => {
  if (typeof message === 'object' && 'program' in message) return take(message.program);
  void answerTo(message)
    .catch(told)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    .then((reply: Reply) => parentPort?.postMessage(reply));
});

function take(other: Program): void {
  program = other;
  prepared = undefined;
  clusters.clear();
}

async function answerTo(question: Question): Promise<Reply> {
  if (question === 'trial') return { trial: factsOf(await readTrial(program)) };
  prepared ??= prepare(program);
  const { trial, ...rest } = await prepared;
  const {
    seed,
    deviations,
    records = recordsOf(trial),
    processes = trial.processes,
    lines,
    quietFrom,
    oneByOne,
    skips,
  } = question;
  const world = new ClusterWorld(clusterFor(question, clusterOf(trial, records)));
  const runOf = (program: Prepared): Promise<RunResult> =>
    run(program, world, seed, deviations, { lines, quietFrom, isSlow: oneByOne });
  const asked = { ...rest, trial: { ...trial, processes } };
  return { result: await (skips ? withSkips(asked, runOf) : runOf(asked)) };
}

function clusterOf(trial: CodeTrial, records: number): PreparedCluster {
  const cluster = clusters.get(records) ?? prepareCluster(trial, records);
  clusters.set(records, cluster);
  return cluster;
}

const IS_LINE = /:\d+:\d+$/;

function told(error: unknown): Reply {
  if (error instanceof UndeclaredError) {
    const { line, what, wayOut } = error;
    return { refused: [line ? placeOf(line) : basename(program.file), what, wayOut] };
  }
  if (isMendable(error)) {
    const [{ place, reason, wayOut }] = error.problems;
    // A line says by itself which file it is in.
    const parts = IS_LINE.test(place.file) ? [place.file] : [basename(program.file), place.file];
    return { refused: [parts.filter((part) => part !== '').join(': '), reason, wayOut] };
  }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
