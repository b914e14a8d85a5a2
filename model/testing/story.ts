import type { Action, ActionOf, ActionType } from '../action.ts';
import { cluster } from '../cluster.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { isFault } from '../faults/fault-kinds.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';

/**
 * The vocabulary of scenario tests: a story says step by step what happens, and fails where that cannot happen.
 *
 * A step is named by its type and as much of the rest as tells it apart: `does('producer.send')` when there is one
 * producer and one leader.
 */

type Fields<A> = A extends unknown ? Partial<Omit<A, 'type'>> : never;
/** What tells an action apart from the others of its type. */
export type Which<T extends ActionType> = Fields<ActionOf<T>>;

/** More steps than any story needs to come to rest. */
const stepsMax = 500;

export class Story {
  readonly world: World;
  readonly schedule: Action[] = [];
  private readonly machine: ReturnType<typeof cluster>;
  private current: ClusterState;

  constructor(draft: SetupDraft) {
    this.machine = cluster(setupOf(draft, 'story'));
    this.world = this.machine.world;
    this.current = this.machine.init;
  }

  get state(): ClusterState {
    return this.current;
  }

  /** The one enabled action that fits happens. */
  does<T extends ActionType>(type: T, which: Which<T> = {} as Which<T>): this {
    const [action, ...others] = this.fitting(type, which);
    if (action === undefined) throw new Error(`${describe(type, which)} cannot happen; ${this.possible()}`);
    if (others.length > 0) throw new Error(`${describe(type, which)} can mean several things; ${this.possible()}`);
    return this.take(action);
  }

  /** Whether something that fits could happen now. */
  can<T extends ActionType>(type: T, which: Which<T> = {} as Which<T>): boolean {
    return this.fitting(type, which).length > 0;
  }

  /** These types of action happen until none of them is enabled any more. */
  repeats(...types: readonly ActionType[]): this {
    return this.exhausts((action) => types.includes(action.type));
  }

  /** Everything but faults happens, save for what a story holds back, until nothing is left to happen. */
  settles(...heldBack: readonly ActionType[]): this {
    return this.exhausts((action) => !isFault(action) && !heldBack.includes(action.type));
  }

  private exhausts(may: (action: Action) => boolean): this {
    for (let step = 0; step < stepsMax; step += 1) {
      const actions = this.machine.enabled(this.current).filter(may);
      if (actions.length === 0) return this;
      this.take(actions[step % actions.length]);
    }
    throw new Error(`no end after ${stepsMax} steps; ${this.possible()}`);
  }

  private take(action: Action): this {
    this.current = this.machine.next(this.current, action);
    this.schedule.push(action);
    return this;
  }

  private fitting<T extends ActionType>(type: T, which: Which<T>): Action[] {
    return this.machine
      .enabled(this.current)
      .filter(
        (action) =>
          action.type === type &&
          Object.entries(which).every(([key, value]) => (action as unknown as Record<string, unknown>)[key] === value),
      );
  }

  private possible(): string {
    const actions = this.machine.enabled(this.current).map((action) => JSON.stringify(action));
    return `what can happen after ${this.schedule.length} steps:\n  ${actions.join('\n  ')}`;
  }
}

const describe = (type: string, which: object): string => JSON.stringify({ type, ...which });

/** A story on one broker with one partition, record and member and no faults, but for what `draft` says. */
export const story = (draft: SetupDraft = {}): Story => new Story(small(draft));

/** All records are in the log, and the only member has polled them. */
export const polled = (draft: SetupDraft): Story =>
  story(draft)
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll');

/** The output of a transform's first input is in the log, in a transaction that is still open. */
export const outputWritten = (draft: SetupDraft): Story =>
  story(draft)
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll')
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive');

/** The smallest setup there is, but for what `draft` says. */
export function small(draft: SetupDraft = {}): SetupDraft {
  return {
    ...draft,
    cluster: { brokers: 1, ...draft.cluster },
    topic: { partitions: 1, 'replication.factor': 1, 'min.insync.replicas': 1, ...draft.topic },
    consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false, ...draft.consumer },
    faults: { ...draft.faults },
    scope: { records: 1, members: 1, lags: 0, ...draft.scope },
  };
}

/** As `small`, with a topic that has a replica on each of `brokers` brokers. */
export const replicated = (brokers: number, minIsr: number, draft: SetupDraft = {}): SetupDraft =>
  small({
    ...draft,
    cluster: { brokers, ...draft.cluster },
    topic: { 'replication.factor': brokers, 'min.insync.replicas': minIsr, ...draft.topic },
  });

/** As `small`, with a transactional producer and readers of committed records. */
export const transactional = (draft: SetupDraft = {}): SetupDraft =>
  small({
    ...draft,
    producer: { 'transactional.id': 'writer', ...draft.producer },
    consumer: { 'isolation.level': 'read_committed', ...draft.consumer },
  });

/** As `small`, with an application that reads a topic and writes another one in transactions. */
export const transforming = (draft: SetupDraft = {}): SetupDraft =>
  small({
    ...draft,
    consumer: { 'isolation.level': 'read_committed', ...draft.consumer },
    application: { shape: 'transform', commit: 'transaction', ...draft.application },
  });
