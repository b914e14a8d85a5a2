import { InputError } from '../../setups/input-error.ts';
import { UnknownVersion } from '../../wire/unknown-version.ts';
import type { Deviation } from '../deviation.ts';
import { wordsOf } from '../last-words.ts';
import type { Misread } from '../process/network/witness.ts';
import type { Story } from '../process/story.ts';
import { RunAborted } from '../run-aborted.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import { WiredStage } from '../wired-stage.ts';
import { ClusterWorld } from '../world/cluster-world.ts';
import { clusterFor } from '../world/prepared-cluster.ts';
import { digestAsJudged } from './as-judged.ts';
import { brokersPace } from './brokers-pace.ts';
import { Children } from './children.ts';
import { hasActed } from './has-acted.ts';
import type { CommandPlan } from './command-plan.ts';
import { momentsOf } from './moments.ts';
import { ObservedClients } from './observed-clients.ts';
import { playReal } from './play-real.ts';
import { RealTime } from './real-time.ts';

/** How soon a process is started again, and how long it has to end, when time is real. */
const PACE = { restartMs: 100, restartMsMax: 100, graceMs: 10_000 };
/** How late a late answer is: nothing else is waited for meanwhile. */
const LATE_MS = 700;
/** Nothing new for so many milliseconds, and the program is at rest. */
const REST_MS_DEFAULT = 15_000;

/**
 * Runs a command once, in real time: its processes talk to the stage's brokers over ports of this computer. No process of it
 * lives on.
 *
 * @throws {InputError} when the command cannot be started, or never comes to the brokers.
 * @throws {RunAborted} when the run has been ended in the middle.
 */
export async function runCommand(plan: CommandPlan, job: RunJob): Promise<RunResult> {
  const { name, trial, host, signal } = plan;
  const { seed, deviations, processes } = job;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
  };
  const time = new RealTime(() => host.now(), fail);
  const world: ClusterWorld = new ClusterWorld(clusterFor(job, plan.cluster), (life) => children.endpointsOf(life));
  const clients = new ObservedClients();
  const wired: WiredStage = new WiredStage(world, {
    seed,
    deviations,
    time,
    start: (life) => void children.start(life).catch(fail),
    isService: world.records.length > 0,
    pace: PACE,
    wires: {
      witness: clients,
      momentOf: momentsOf((id) => world.nameOf(id)),
      lateMs: LATE_MS,
    },
    left: (due, waitedMs) => pace(due, waitedMs),
  });
  const { stage } = wired;
  const pace = brokersPace(stage, world, clients);
  const children: Children = new Children(plan, wired, world.endpoints.length, fail);
  wired.begin(processes ?? trial.processes ?? 1);
  const isSettled = (): boolean => stage.lives.every((life) => life.isOver || clients.isSettled(life));
  try {
    const atRest = await playReal(stage, {
      isOver: () => failure !== undefined || signal.aborted,
      settled: () => (isSettled() ? wired.settled() : undefined),
      // A command that comes to nothing without any fault is told so without waiting for it.
      isStarting: () =>
        deviations.length > 0 && stage.lives.some((life) => !life.isOver && !hasActed(stage.points.taken, life)),
      restMs: trial.restMs ?? REST_MS_DEFAULT,
      isLast: endsLate(deviations),
    });
    if (failure !== undefined) throw failure.error;
    if (signal.aborted) throw new RunAborted();
    const ledger = wired.ledger(atRest);
    if (deviations.length === 0) refuseSilence(name, children.haveCome, ledger, stage.story, clients.misunderstood);
    const { taken: points, ignored } = stage.points;
    const { software } = clients;
    const { steps, lastWords } = stage.story;
    return { points, trace: [...steps], ledger, digest: digestAsJudged(ledger), ignored, software, lastWords };
  } finally {
    time.end();
    await children.end();
  }
}

/** Whether a process may end as a call takes place that is late. */
const endsLate = (deviations: readonly Deviation[]): boolean =>
  deviations.some(({ fault }) => fault.kind === 'effect.late') &&
  deviations.some(({ fault }) => fault.kind === 'consumer.crash');

/** What of a client's the brokers here take. */
const LIMITS =
  'connections are plain (no TLS), SASL is PLAIN or OAUTHBEARER, and groups are classic (no `group.protocol=consumer`); docs/code-commands.md has the limits';

/** What of a client that asks as clients did before Kafka 4 (KIP-896). */
const OLD_VERSIONS =
  'the brokers here take the versions of requests that Kafka 4 takes, whatever `kafka` says: take a newer version of the client library';

/** @throws {InputError} on a program that, when nothing goes wrong, does not come to the brokers or is not understood by them. */
function refuseSilence(
  name: string,
  haveCome: boolean,
  { lives, outcomes, fetched }: RunResult['ledger'],
  { steps, lastWords }: Pick<Story, 'steps' | 'lastWords'>,
  misread: Misread | undefined,
): void {
  const died = lives.find(({ reason }) => reason !== undefined)?.reason;
  if (!haveCome) {
    const how = died === undefined ? '' : `, and ended with ${died}`;
    throw new InputError(
      `${name}: command`,
      `no process of it has come to the brokers${how}`,
      `${died === undefined ? '' : 'mend that, and '}give it their addresses: {bootstrap} in \`env\` or in the command`,
    );
  }
  if (misread !== undefined && steps.every(({ text }) => !text.includes('takes place')))
    throw new InputError(
      `${name}: command`,
      `it is not understood by broker ${misread.broker}: ${misread.error.message}`,
      misread.error instanceof UnknownVersion ? OLD_VERSIONS : LIMITS,
    );
  if (died === undefined && outcomes.length === 0 && fetched.length === 0)
    throw new InputError(
      `${name}: command`,
      `it has come to the brokers, and has neither asked for records nor sent any${wordsOf(lastWords)}`,
      LIMITS,
    );
}
