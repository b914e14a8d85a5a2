import { setTimeout as later } from 'node:timers/promises';
import { isCommitted, settled } from '../../stage/settled.ts';
import type { Ledger } from '../../stage/ledger.ts';
import { QUIET_MS, REST_MS, SEEN_MS } from '../../stage/process/play.ts';
import type { Program } from '../../stage/process/bundle/program.ts';
import type { RunJob, RunResult } from '../../stage/run-result.ts';
import type { PreparedCluster } from '../../stage/world/prepared-cluster.ts';
import type { Lab } from '../brokers/live-cluster.ts';
import { CodeCluster } from './code-cluster.ts';
import { CodeProcesses } from './code-processes.ts';
import { expectedMoments } from './expected-moments.ts';
import { NotCome } from './unplayable.ts';

/** Who starts brokers and processes. */
export type CodeLab = Lab & Required<Pick<Lab, 'supervisor'>>;

/** A run of the stage that is to be made on real Kafka. */
export interface CodePlay {
  readonly lab: CodeLab;
  readonly program: Program;
  readonly prepared: PreparedCluster;
  readonly processes: number;
  readonly job: RunJob;
  /** What it came to on the stage. */
  readonly result: RunResult;
}

/** What it came to on real Kafka. */
export interface CodePlayed {
  readonly ledger: Ledger;
  /** Moments that came in their turn. */
  readonly moments: number;
}

const LOOK_EVERY_MS = 1000;
/** How long a moment that has to come is waited for: longer than a dead member's session. */
const PATIENCE_MS = 90_000;
/** As on the stage, but that what is committed is not waited for until all clients have asked for metadata once more. */
const restAfterMs = ({ points }: RunResult) => {
  const timers = points.filter(({ kind }) => kind === 'timer').map(({ what }) => Number.parseInt(what, 10));
  const quietMs = QUIET_MS + Math.max(0, ...timers);
  return { committed: quietMs, seen: Math.max(SEEN_MS, quietMs), open: REST_MS };
};
/** A run that goes on for longer does not come to rest. */
const RUN_MAX_MS = 900_000;

/**
 * Makes a run of the stage on real Kafka: the same program, its client library included, in processes of the system, and the
 * same faults at the same moments.
 *
 * @throws {Unplayable} where a fault cannot be made there, {NotCome} where the program does not come to its moment.
 * @throws {HarnessError} where something goes wrong beside Kafka.
 */
export async function playCode(play: CodePlay): Promise<CodePlayed> {
  const { lab, prepared, program, processes: count, job, result } = play;
  const cluster = await CodeCluster.start({ lab, prepared });
  const processes = new CodeProcesses({
    cluster,
    program,
    supervisor: lab.supervisor,
    markers: prepared.records.map(({ id }) => id),
    expected: expectedMoments(result.points, job.deviations),
  });
  try {
    for (let slot = 0; slot < count; slot++) await processes.start(slot);
    const atRest = await untilRest(cluster, processes, play);
    const read = await cluster.read();
    return {
      ledger: {
        records: prepared.records,
        outcomes: [...processes.outcomes, ...read.outcomes],
        commits: read.commits,
        // What is expected of records is the stage's to say.
        fetched: [],
        lives: processes.lives,
        atRest,
      },
      moments: processes.turns.come,
    };
  } finally {
    await processes.end();
    await cluster.close();
  }
}

/** As long as the stage waits, in real time. @returns whether the run came to rest. */
async function untilRest(
  cluster: CodeCluster,
  processes: CodeProcesses,
  { prepared: { records }, result }: CodePlay,
): Promise<boolean> {
  const restMs = restAfterMs(result);
  const ends = Date.now() + RUN_MAX_MS;
  while (Date.now() < ends) {
    await later(LOOK_EVERY_MS);
    processes.check();
    const quiet = Date.now() - processes.progressed;
    if (quiet < QUIET_MS || processes.goOn()) continue;
    const { next } = processes.turns;
    if (next !== undefined && quiet > PATIENCE_MS)
      throw new NotCome(`the program does not come to ${next.what} (${next.kind}) of process ${next.process}`);
    if (next !== undefined || processes.isWaiting) continue;
    const read = await cluster.read();
    const how = settled({ records, read: () => read }, processes.outcomes);
    if (quiet > restMs[how ?? (isCommitted(records, read.commits) ? 'seen' : 'open')]) return true;
  }
  return false;
}
