import type { Schedule } from '../model/machine.ts';
import { Attempts, type Budget } from './attempts.ts';
import { lowerScope, type Scope } from './lower-scope.ts';
import { removeFaults } from './remove-faults.ts';
import { removeSteps } from './remove-steps.ts';
import { type ActorKind, renameActors } from './rename-actors.ts';
import { type Order, reorder, textOrder } from './reorder.ts';
import { shortcut } from './shortcut.ts';

export interface ShrinkOptions<State, Action extends { readonly type: string }> {
  /** The world that the schedule fails in. */
  readonly scope: Scope<State, Action>;
  readonly isFault: (action: Action) => boolean;
  /** Whether no schedule is shorter in that world: then nothing can be taken out of it there, and nothing is tried. */
  readonly isShortest?: boolean;
  /** Actors that may be renamed; none when left out. */
  readonly actors?: readonly ActorKind[];
  /** The canonical order of steps that may change places; by type and fields when left out. */
  readonly order?: Order<Action>;
  /** Replays after which the shrinker is content with what it has; 20,000 when left out. */
  readonly shrinkReplaysMax?: number;
  /** Asks the shrinker to be content with what it has. */
  readonly signal?: { readonly aborted: boolean };
}

export interface ShrinkResult<State, Action extends { readonly type: string }> {
  readonly schedule: Schedule<Action>;
  readonly scope: Scope<State, Action>;
  readonly replays: number;
  /** Whether no pass can improve on it any more; false when a bound or the signal came first. */
  readonly minimal: boolean;
}

const shrinkReplaysMaxDefault = 20_000;
/** Renaming and reordering undo one another at worst; each round is one of each. */
const canonicalRoundsMax = 4;

/** The schedule to shrink does not fail in the scope that was given. */
export class NothingToShrinkError extends Error {
  override readonly name = 'NothingToShrinkError';

  constructor() {
    super('the schedule does not violate the guarantee in this setup: there is nothing to shrink');
  }
}

/**
 * A counterexample made minimal and canonical: the passes in turn, until none of them changes anything.
 *
 * Deterministic. Every pass keeps the schedule failing for the same guarantee and cause, and makes it shorter, less
 * faulty, smaller in scope, or the same with an earlier name or order. Minimal means that no pass finds more; only a
 * breadth-first search can say that no schedule at all is shorter.
 *
 * @throws {NothingToShrinkError} when `schedule` does not fail to begin with.
 */
export function shrink<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  options: ShrinkOptions<State, Action>,
): ShrinkResult<State, Action> {
  const work = shrinkInSlices(schedule, options);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** `shrink`, a pass at a time: whoever runs it may see to other things in between. */
export function* shrinkInSlices<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  options: ShrinkOptions<State, Action>,
): Generator<undefined, ShrinkResult<State, Action>> {
  const replaysMax = options.shrinkReplaysMax ?? shrinkReplaysMaxDefault;
  const budget = new ReplayBudget(replaysMax);
  let scope = options.scope;
  let attempts = new Attempts(scope.subject, budget);
  const start = attempts.try(schedule);
  if (start === null) throw new NothingToShrinkError();
  // The schedule itself is replayed whatever the signal says: without it there is nothing to be content with.
  budget.signal = options.signal;
  let best = start;
  let isShortest = options.isShortest === true;
  for (;;) {
    const before = best;
    const scopeBefore = scope;
    const isSame = (): boolean =>
      scope === scopeBefore && best.length === before.length && faultsOf(best, options) === faultsOf(before, options);
    if (!isShortest) {
      best = removeFaults(best, attempts, options.isFault);
      yield;
      best = removeSteps(best, attempts);
      yield;
    }
    best = canonical(best, attempts, options);
    yield;
    ({ schedule: best, scope } = lowerScope(best, scope, budget));
    if (scope !== scopeBefore) {
      // What is shortest in a large world need not be so in a small one.
      isShortest = false;
      attempts = new Attempts(scope.subject, budget);
      attempts.try(best);
    }
    // The dearest pass comes last, in the smallest world that the others come to.
    if (isSame() && !isShortest) {
      best = shortcut(best, attempts);
      yield;
    }
    if (budget.replaysLeft <= 0 || isSame()) break;
  }
  return {
    schedule: best,
    scope,
    replays: replaysMax - Math.max(0, budget.replaysLeft),
    minimal: budget.replaysLeft > 0,
  };
}

/** Replays that may still be made: none from the moment on at which the signal asks to stop. */
class ReplayBudget implements Budget {
  signal: ShrinkOptions<never, never>['signal'];
  private left: number;

  constructor(replaysMax: number) {
    this.left = replaysMax;
  }

  get replaysLeft(): number {
    return this.signal?.aborted === true ? 0 : this.left;
  }

  set replaysLeft(replays: number) {
    this.left = replays;
  }
}

/** Renamed and reordered until both agree. */
function canonical<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  { actors = [], order = textOrder }: ShrinkOptions<State, Action>,
): Schedule<Action> {
  let best = schedule;
  for (let round = 0; round < canonicalRoundsMax; round += 1) {
    const before = JSON.stringify(best);
    best = reorder(renameActors(best, attempts, actors), attempts, order);
    if (JSON.stringify(best) === before) break;
  }
  return best;
}

const faultsOf = <State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  { isFault }: ShrinkOptions<State, Action>,
): number => schedule.filter(isFault).length;
