import type { ClusterEvent, Due } from '../../cluster/cluster-event.ts';
import type { BrokerTimer } from '../../deviation.ts';
import type { Answer } from '../../cluster/arrived.ts';
import type { Brokers } from './brokers.ts';
import type { Stage } from '../stage.ts';
import type { Job } from '../time/time.ts';

/** How long a timer waits that must not run out yet, because a process stands still. */
const AGAIN_MS = 1000;

/** Which of the brokers' timers an event is, if it is one. */
function timerOf({ type }: ClusterEvent): BrokerTimer | undefined {
  if (type === 'member.session-time-out') return 'session';
  if (type === 'group.rebalance-time-out') return 'rebalance';
  return type === 'transaction.time-out' ? 'transaction' : undefined;
}

/** For how long an event waits yet that came up so many milliseconds ago; asked again then. */
export type LeftOf = (due: Due, waitedMs: number) => number;

/** The brokers' own events in the time of a run. */
export class BrokerTimes {
  readonly #jobs = new Map<string, Job>();
  private readonly stage: Stage;
  private readonly brokers: Brokers;
  private readonly answer: (answers: readonly Answer[]) => void;
  private readonly left: LeftOf;
  #state: object;
  #running: ReadonlySet<BrokerTimer> = new Set();

  constructor(
    stage: Stage,
    brokers: Brokers,
    answer: (answers: readonly Answer[]) => void,
    left: LeftOf = ({ afterMs }, waitedMs) => afterMs - waitedMs,
  ) {
    this.stage = stage;
    this.brokers = brokers;
    this.answer = answer;
    this.left = left;
    this.#state = brokers.state;
  }

  /** The brokers' timers that are running. */
  get running(): ReadonlySet<BrokerTimer> {
    return this.#running;
  }

  /** The brokers have been asked something, or something has happened to them: what comes next may be something else. */
  look(): void {
    if (this.brokers.state !== this.#state) {
      const round = this.brokers.roundSince(this.#state);
      this.#state = this.brokers.state;
      if (round === undefined || this.stage.isNew(round)) this.stage.progress();
    }
    const due = this.brokers.due();
    const ids = new Set(due.map(({ id }) => id));
    for (const [id, job] of this.#jobs) {
      if (ids.has(id)) continue;
      job.cancelled = true;
      this.#jobs.delete(id);
    }
    for (const one of due) if (!this.#jobs.has(one.id)) this.put(one, this.stage.time.now);
    this.#running = new Set(due.flatMap(({ event }) => timerOf(event) ?? []));
  }

  /** @param since when the occasion came up. */
  private put(due: Due, since: number, delayMs = this.left(due, this.stage.time.now - since)): void {
    this.#jobs.set(
      due.id,
      this.stage.time.schedule(delayMs, null, () => this.fire(due, since)),
    );
  }

  private fire(due: Due, since: number): void {
    const timer = timerOf(due.event);
    const { stalls, story, time } = this.stage;
    if (this.left(due, time.now - since) > 0) return this.put(due, since);
    if (timer !== undefined && !stalls.allows(timer)) return this.put(due, since, AGAIN_MS);
    this.#jobs.delete(due.id);
    if (timer === undefined) story.hear(due.event.type);
    else {
      stalls.ranOut(timer);
      story.tell(`the ${timer} time-out of the brokers passes`, null);
    }
    this.stage.points.saw('cluster', due.event.type);
    this.answer(this.brokers.happen(due.event));
    this.look();
  }
}
