import { InputError } from '../../setups/input-error.ts';
import { ledgerOf } from '../ledger-of.ts';
import { BrokerTimes } from '../process/broker-times.ts';
import { Effects } from '../process/effects.ts';
import type { Life } from '../process/life.ts';
import { Stage } from '../process/stage.ts';
import type { CommandFacts } from '../process/trial-facts.ts';
import { Wires } from '../process/wires.ts';
import { RunAborted } from '../run-aborted.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import { settled } from '../settled.ts';
import { ClusterWorld, type PreparedCluster } from '../world/cluster-world.ts';
import { digestAsJudged } from './as-judged.ts';
import { brokersPace } from './brokers-pace.ts';
import { startChild } from './child.ts';
import type { CommandHost } from './command-host.ts';
import { momentsOf } from './moments.ts';
import { ObservedClients } from './observed-clients.ts';
import { outsideOf } from './outside.ts';
import { filled } from './placeholders.ts';
import { playReal } from './play-real.ts';
import { RealTime } from './real-time.ts';
import { Slot } from './slot.ts';

/** How soon a process is started again, and how long it has to end, when time is real. */
const PACE = { restartMs: 100, graceMs: 10_000 };
/** How late a late answer is: nothing else is waited for meanwhile. */
const LATE_MS = 700;
/** Nothing new for so many milliseconds, and the program is at rest. */
const REST_MS_DEFAULT = 15_000;

/** What is run. */
export interface CommandPlan {
  /** The trial file, as the user names it. */
  readonly name: string;
  /** Its folder. */
  readonly folder: string;
  readonly trial: CommandFacts;
  readonly cluster: PreparedCluster;
  readonly host: CommandHost;
  /** Ends a run in the middle. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command once, in real time: its processes talk to the stage's brokers over ports of this computer. No process of it
 * lives on.
 *
 * @throws {InputError} when the command cannot be started, or never comes to the brokers.
 * @throws {RunAborted} when the run has been ended in the middle.
 */
export async function runCommand(plan: CommandPlan, { seed, deviations, processes }: RunJob): Promise<RunResult> {
  const { name, trial, host, signal } = plan;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
  };
  const time = new RealTime(() => host.now(), fail);
  const slots: Slot[] = [];
  const children: Promise<void>[] = [];
  const world = new ClusterWorld(plan.cluster, (life) => slots[life.process].endpoints);
  const clients = new ObservedClients();
  const stage = new Stage({
    seed,
    deviations,
    time,
    company: {
      start: (life) => void start(life).catch(fail),
      crashBroker(broker) {
        wires.dropBroker(broker);
        wires.answer(world.crash(broker));
        times.look();
      },
    },
    isService: trial.input !== undefined,
    pace: PACE,
    isNamed: true,
  });
  const markers = world.records.map(({ id }) => id);
  const effects: Effects = new Effects(stage, () => times.running, seed, markers);
  const wires: Wires = new Wires(stage, world, {
    seed,
    times: () => times,
    witness: {
      answered(answered) {
        const before = world.read().commits.length;
        clients.answered(answered);
        world.answered(answered);
        // The user's lines are not known: what is in force tells more than that something was asked.
        for (const { topic, partition, offset } of world.read().commits.slice(before))
          stage.story.tell(`has committed offset ${offset} of ${topic}/${partition}`, answered.life);
      },
    },
    momentOf: momentsOf((id) => world.nameOf(id)),
    lateMs: LATE_MS,
  });
  const pace = brokersPace(stage, world, clients);
  const times: BrokerTimes = new BrokerTimes(stage, world, (answers) => wires.answer(answers), pace);

  async function slotOf(process: number): Promise<Slot> {
    const life = (): Life => stage.lives[process];
    const brokers = world.endpoints.length;
    slots[process] ??= await Slot.open({ brokers, wires, life, outside: outsideOf(effects, life) });
    return slots[process];
  }

  async function start(life: Life): Promise<void> {
    const slot = await slotOf(life.process);
    if (life.isOver) return;
    const given = { bootstrap: slot.bootstrap, outside: slot.outside, process: String(life.process) };
    const words = trial.command.map((word) => filled(word, given));
    const env = Object.fromEntries(Object.entries(trial.env ?? {}).map(([key, value]) => [key, filled(value, given)]));
    const gone = startChild(
      host,
      life,
      { words, cwd: plan.folder, env },
      {
        ended: (status, lastWords) => ended(life, status, lastWords),
        failed: ({ code, message }) => {
          const place = `${name}: command`;
          fail(
            new InputError(place, `${words[0]} cannot be started: ${code ?? message}`, 'install it, or name its path'),
          );
        },
        printed: (fd, text) => stage.story.print(life, fd, text),
      },
    );
    children.push(gone);
  }

  function ended(life: Life, status: string, lastWords: string): void {
    if (life.isLeaving) stage.over(life, 'terminated');
    else stage.over(life, 'exited', lastWords === '' || status === '0' ? status : `${status}: ${lastWords}`);
  }

  times.look();
  for (let process = 0; process < (processes ?? trial.processes ?? 1); process++) stage.start(process);
  const isSettled = (): boolean => stage.lives.every((life) => life.isOver || clients.isSettled(life));
  try {
    const atRest = await playReal(stage, {
      isOver: () => failure !== undefined || signal.aborted,
      settled: () => (wires.isAwaited || !isSettled() ? undefined : settled(world, effects.outcomes)),
      restMs: trial.restMs ?? REST_MS_DEFAULT,
    });
    if (failure !== undefined) throw failure.error;
    if (signal.aborted) throw new RunAborted();
    const ledger = ledgerOf(stage, world, effects.outcomes, atRest);
    if (deviations.length === 0) refuseSilence(name, slots, ledger.lives, stage.story.steps);
    const { taken: points, ignored } = stage.points;
    const { software } = clients;
    return { points, trace: [...stage.story.steps], ledger, digest: digestAsJudged(ledger), ignored, software };
  } finally {
    time.end();
    for (const life of stage.lives) life.end();
    await Promise.all([...children, ...slots.map((slot) => slot.close())]);
  }
}

/** @throws {InputError} on a program that, when nothing goes wrong, does not come to the brokers or is not understood by them. */
function refuseSilence(
  name: string,
  slots: readonly Slot[],
  lives: RunResult['ledger']['lives'],
  steps: RunResult['trace'],
): void {
  const unknown = steps.find(({ text }) => text.startsWith('is not understood'));
  const died = lives.find(({ reason }) => reason !== undefined)?.reason;
  if (!slots.some(({ isUsed }) => isUsed)) {
    const how = died === undefined ? '' : `, and ended with ${died}`;
    throw new InputError(
      `${name}: command`,
      `no process of it has come to the brokers${how}`,
      'give it their addresses: {bootstrap} in `env` or in the command',
    );
  }
  if (unknown !== undefined && steps.every(({ text }) => !text.includes('takes place'))) {
    const wayOut =
      'connections are plain (no TLS), SASL is PLAIN or OAUTHBEARER, and groups are classic; docs/code.md has the limits';
    throw new InputError(`${name}: command`, `it ${unknown.text}`, wayOut);
  }
}
