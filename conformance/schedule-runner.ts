import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import { NotEnabledError } from '../model/machine.ts';
import type { Setup } from '../model/setup.ts';
import { clientTitle } from '../setups/clients/client-title.ts';
import type { ClientKind } from './clients/client-process.ts';
import type { Outcome } from './lockstep/outcome.ts';
import { play } from './lockstep/play.ts';
import type { Playground } from './playground.ts';
import { seenAnew, TRANSCRIPT_FORMAT, type Transcript } from './recorded/transcript.ts';
import { whyNotPlayed } from './schedules/why-not-played.ts';

/** One schedule of a setup. */
export interface Case {
  /** What it is, in words. */
  readonly name: string;
  readonly setup: Setup;
  readonly schedule: readonly Action[];
}

/** A schedule that was played once. */
export interface ScheduleRun {
  readonly outcome: Outcome;
  readonly milliseconds: number;
  /** As far as machine and Kafka agreed. */
  readonly transcript: Transcript;
}

/** Plays schedules on real clusters, one after the other. */
export class ScheduleRunner {
  readonly #playground: Playground;
  readonly #client: ClientKind;
  /** Tells the runs of this process apart: names of topics have it. */
  #runs = 0;

  /** @param client what all clients are, unless the setup names another library; the reader behind a transform is it always. */
  constructor(playground: Playground, client: ClientKind) {
    this.#playground = playground;
    this.#client = client;
  }

  /**
   * Plays a schedule once. @param onStep hears of each step as it is over.
   *
   * @throws {HarnessError} when something beside Kafka went wrong.
   */
  async play({ name, setup, schedule }: Case, onStep: (step: number) => void = () => undefined): Promise<ScheduleRun> {
    const began = Date.now();
    this.#runs += 1;
    const client: ClientKind = setup.client.library === 'kafkajs' ? { kind: 'kafkajs' } : this.#client;
    const seen: Transcript['seen'][number][] = [];
    let last: ReadonlyMap<string, string> = new Map();
    const { rules, version, prefix } = this.#playground;
    const token = `${prefix}${this.#runs}`;
    const because = whyNotPlayed(setup, version);
    const outcome: Outcome =
      because !== null && schedule.length > 0
        ? { kind: 'unplayable', step: 1, action: schedule[0], because }
        : await this.#playground.on(setup, (cluster) =>
            play(cluster, setup, schedule, {
              rules,
              client,
              reader: this.#client,
              token,
              onStep: (step, view) => {
                seen.push(view === null ? null : seenAnew(last, view));
                last = view ?? last;
                onStep(step);
              },
            }),
          );
    const transcript: Transcript = {
      format: TRANSCRIPT_FORMAT,
      version: 1,
      name,
      kafka: version,
      client: client.kind === 'java' ? `java ${client.jars.version}` : clientTitle(setup),
      date: new Date().toISOString().slice(0, 10),
      setup,
      schedule: schedule.slice(0, Math.max(0, seen.length - 1)),
      seen,
    };
    return { outcome, milliseconds: Date.now() - began, transcript };
  }

  /**
   * Makes a schedule that diverges shorter, by playing what is left without one of its steps, from the
   * end on.
   *
   * @param playsMax how many schedules are played for it.
   * @param onPlay hears how many have been.
   * @returns the shortest that diverged in the same thing, and how.
   */
  async shorten(
    found: Case,
    outcome: Outcome & { readonly kind: 'diverges' },
    playsMax: number,
    onPlay: (plays: number) => void = () => undefined,
  ): Promise<{ readonly found: Case; readonly outcome: Outcome & { readonly kind: 'diverges' } }> {
    const [{ what }] = outcome.differences;
    let best = { found: { ...found, schedule: found.schedule.slice(0, outcome.step) }, outcome };
    let plays = 0;
    for (let at = best.found.schedule.length - 2; at >= 0 && plays < playsMax; at -= 1) {
      const schedule = withoutStep(best.found.setup, best.found.schedule, at);
      if (schedule === null) continue;
      plays += 1;
      onPlay(plays);
      const shorter = { ...best.found, schedule };
      const { outcome: again } = await this.play(shorter);
      if (again.kind !== 'diverges' || !again.differences.some((difference) => difference.what === what)) continue;
      best = { found: { ...shorter, schedule: schedule.slice(0, again.step) }, outcome: again };
      at = Math.min(at, best.found.schedule.length - 1);
    }
    return best;
  }

  async close(): Promise<void> {
    await this.#playground.close();
  }
}

/** The schedule without a step, and without what can no longer happen then; null when that takes its last step. */
function withoutStep(setup: Setup, schedule: readonly Action[], at: number): readonly Action[] | null {
  const machine = cluster(setup);
  const left: Action[] = [];
  let state = machine.init;
  for (const [index, action] of schedule.entries()) {
    if (index === at) continue;
    try {
      state = machine.next(state, action);
      left.push(action);
    } catch (error) {
      if (!(error instanceof NotEnabledError) || index === schedule.length - 1) return null;
    }
  }
  return left;
}
