import { type Fingerprint, type Machine, NotEnabledError, unreachable } from '../../machine.ts';
import type { Packing } from '../../packing.ts';

/**
 * ALO: the smallest at-least-once pipeline that still has crashes, rebalances and zombies.
 *
 * One log, a group of two consumers, one committed offset. It serves as the yardstick of the explorers (its size is
 * known from TLC) and as a first page for a reader: read `next` as the specification.
 */
export interface AloConstants {
  /** Records that are produced; at most 6, so that a state fits its exact 64-bit fingerprint. */
  readonly records: number;
  /** How many crashes, and how many times the owner may be evicted alive. */
  readonly crashes: number;
  readonly kicks: number;
  /** Commit the polled position instead of the processed one. */
  readonly bug?: boolean;
}

export interface AloState {
  /** Log end offset: records 0 to `leo - 1` are in the log. */
  readonly leo: number;
  /** The consumer that the partition is assigned to; `NOBODY` while the group rebalances. */
  readonly owner: number;
  /** Where a new owner starts: the offset after the last one that the group is done with. */
  readonly committed: number;
  /** Crashes and kicks that happened so far. */
  readonly crashes: number;
  readonly kicks: number;
  /** How often each record was processed, 0 to 2: two bits a record, see `timesProcessed`. */
  readonly out: number;
  readonly consumers: readonly [AloConsumer, AloConsumer];
}

export interface AloConsumer {
  readonly alive: boolean;
  /** The next offset to poll. */
  readonly pos: number;
  /** The offset that was polled and not processed yet; `EMPTY` when there is none. */
  readonly buf: number;
  /** The offset after the last one processed: what may be committed. */
  readonly proc: number;
}

export type AloAction =
  | { readonly type: 'produce' }
  | { readonly type: 'expire' }
  | {
      readonly type: 'assign' | 'poll' | 'process' | 'commit' | 'restart' | 'crash' | 'kick';
      readonly consumer: number;
    };

export const NOBODY = -1;
export const EMPTY = -1;

const recordsMax = 6;
const budgetMax = 7;
const CONSUMERS = [0, 1] as const;

/** Actions are constants: enabling one allocates nothing, and equal actions are the same object. */
const PRODUCE: AloAction = { type: 'produce' };
const EXPIRE: AloAction = { type: 'expire' };
const perConsumer = (type: 'assign' | 'poll' | 'process' | 'commit' | 'restart' | 'crash' | 'kick'): AloAction[] =>
  CONSUMERS.map((consumer) => ({ type, consumer }));
const ASSIGN = perConsumer('assign');
const POLL = perConsumer('poll');
const PROCESS = perConsumer('process');
const COMMIT = perConsumer('commit');
const RESTART = perConsumer('restart');
const CRASH = perConsumer('crash');
const KICK = perConsumer('kick');

const UP: AloConsumer = { alive: true, pos: 0, buf: EMPTY, proc: 0 };
const DOWN: AloConsumer = { alive: false, pos: 0, buf: EMPTY, proc: 0 };

/** Crashes and evictions are paid from a budget. */
export const isAloFault = (action: AloAction): boolean => action.type === 'crash' || action.type === 'kick';

/** How often the record at `offset` was processed, saturating at 2. */
export const timesProcessed = (state: AloState, offset: number): number => (state.out >>> (2 * offset)) & 3;

/**
 * The pipeline as a machine.
 *
 * @throws {RangeError} when a constant is out of its range.
 */
export function aloMachine(constants: AloConstants): Machine<AloState, AloAction> {
  checkRange('records', constants.records, recordsMax);
  checkRange('crashes', constants.crashes, budgetMax);
  checkRange('kicks', constants.kicks, budgetMax);
  const committable = (consumer: AloConsumer) => (constants.bug === true ? consumer.pos : consumer.proc);

  // What each action waits for; its effect stands under its name in `next`.
  const canProduce = (state: AloState) => state.leo < constants.records;
  const canExpire = (state: AloState) => state.owner !== NOBODY && !state.consumers[state.owner].alive;
  const canAssign = (state: AloState, c: number) => state.owner === NOBODY && state.consumers[c].alive;
  const canPoll = (state: AloState, c: number) => {
    const consumer = state.consumers[c];
    return state.owner === c && consumer.alive && consumer.buf === EMPTY && consumer.pos < state.leo;
  };
  // Whoever owns the partition by now: a zombie processes what it polled.
  const canProcess = (state: AloState, c: number) => state.consumers[c].alive && state.consumers[c].buf !== EMPTY;
  const canCommit = (state: AloState, c: number) =>
    state.owner === c && state.consumers[c].alive && committable(state.consumers[c]) > state.committed;
  const canRestart = (state: AloState, c: number) => !state.consumers[c].alive && state.owner !== c;
  const canCrash = (state: AloState, c: number) => state.crashes < constants.crashes && state.consumers[c].alive;
  const canKick = (state: AloState, c: number) =>
    state.owner === c && state.kicks < constants.kicks && state.consumers[c].alive;

  function enabled(state: AloState): AloAction[] {
    const actions: AloAction[] = [];
    if (canProduce(state)) actions.push(PRODUCE);
    if (canExpire(state)) actions.push(EXPIRE);
    for (let c = 0; c < 2; c += 1) {
      if (canAssign(state, c)) actions.push(ASSIGN[c]);
      if (canPoll(state, c)) actions.push(POLL[c]);
      if (canProcess(state, c)) actions.push(PROCESS[c]);
      if (canCommit(state, c)) actions.push(COMMIT[c]);
      if (canRestart(state, c)) actions.push(RESTART[c]);
      if (canCrash(state, c)) actions.push(CRASH[c]);
      if (canKick(state, c)) actions.push(KICK[c]);
    }
    return actions;
  }

  function next(state: AloState, action: AloAction): AloState {
    const { leo, owner, committed, crashes, kicks, out, consumers } = state;
    switch (action.type) {
      case 'produce':
        if (!canProduce(state)) break;
        return aloState(leo + 1, owner, committed, crashes, kicks, out, consumers);
      case 'expire':
        if (!canExpire(state)) break;
        return aloState(leo, NOBODY, committed, crashes, kicks, out, consumers);
      case 'assign': {
        const c = action.consumer;
        if (!canAssign(state, c)) break;
        const assigned = aloConsumer(true, committed, EMPTY, committed);
        return aloState(leo, c, committed, crashes, kicks, out, withConsumer(consumers, c, assigned));
      }
      case 'poll': {
        const c = action.consumer;
        if (!canPoll(state, c)) break;
        const { pos, proc } = consumers[c];
        const polled = aloConsumer(true, pos + 1, pos, proc);
        return aloState(leo, owner, committed, crashes, kicks, out, withConsumer(consumers, c, polled));
      }
      case 'process': {
        const c = action.consumer;
        if (!canProcess(state, c)) break;
        const { pos, buf } = consumers[c];
        const processed = aloConsumer(true, pos, EMPTY, buf + 1);
        const counted = timesProcessed(state, buf) === 2 ? out : out + (1 << (2 * buf));
        return aloState(leo, owner, committed, crashes, kicks, counted, withConsumer(consumers, c, processed));
      }
      case 'commit':
        if (!canCommit(state, action.consumer)) break;
        return aloState(leo, owner, committable(consumers[action.consumer]), crashes, kicks, out, consumers);
      case 'restart':
        if (!canRestart(state, action.consumer)) break;
        return aloState(leo, owner, committed, crashes, kicks, out, withConsumer(consumers, action.consumer, UP));
      case 'crash':
        if (!canCrash(state, action.consumer)) break;
        return aloState(leo, owner, committed, crashes + 1, kicks, out, withConsumer(consumers, action.consumer, DOWN));
      case 'kick':
        // The evicted consumer does not know: it keeps its position and what it polled.
        if (!canKick(state, action.consumer)) break;
        return aloState(leo, NOBODY, committed, crashes, kicks + 1, out, consumers);
      default:
        return unreachable(action);
    }
    throw new NotEnabledError(action);
  }

  return {
    init: aloState(0, NOBODY, 0, 0, 0, 0, [UP, UP]),
    enabled,
    next,
    fingerprint: exactFingerprint,
    packing: PACKING,
  };
}

type Consumers = AloState['consumers'];

/** Literals rather than spreads: copying by `...` costs several times as much, on the hottest path there is. */
const aloState = (
  leo: number,
  owner: number,
  committed: number,
  crashes: number,
  kicks: number,
  out: number,
  consumers: Consumers,
): AloState => ({ leo, owner, committed, crashes, kicks, out, consumers });

const aloConsumer = (alive: boolean, pos: number, buf: number, proc: number): AloConsumer => ({
  alive,
  pos,
  buf,
  proc,
});

const withConsumer = (consumers: Consumers, index: number, consumer: AloConsumer): Consumers =>
  index === 0 ? [consumer, consumers[1]] : [consumers[0], consumer];

/** Two bijections of a packed state: different states always have different fingerprints. */
const exactFingerprint = (state: AloState): Fingerprint => ({
  high: scramble(groupWord(state)),
  low: scramble(outputWord(state)),
});

/**
 * Every field in bits of its own, in two words:
 *
 * ```
 * the group         first consumer:10 (owner + 1):2 kicks:3 crashes:3 committed:3 leo:3
 * the output        second consumer:10 out:12
 * consumer          alive:1 proc:3 (buf + 1):3 pos:3
 * ```
 */
const PACKING: Packing<AloState> = {
  width: 2,
  pack(state, words, at) {
    words[at] = groupWord(state);
    words[at + 1] = outputWord(state);
  },
  unpack(words, at) {
    const group = words[at];
    const output = words[at + 1];
    return aloState(
      group & 7,
      ((group >>> 12) & 3) - 1,
      (group >>> 3) & 7,
      (group >>> 6) & 7,
      (group >>> 9) & 7,
      output & 0xfff,
      [unpackConsumer(group >>> 14), unpackConsumer(output >>> 12)],
    );
  },
};

const groupWord = ({ leo, owner, committed, crashes, kicks, consumers }: AloState): number =>
  leo | (committed << 3) | (crashes << 6) | (kicks << 9) | ((owner + 1) << 12) | (packConsumer(consumers[0]) << 14);

const outputWord = ({ out, consumers }: AloState): number => out | (packConsumer(consumers[1]) << 12);

const packConsumer = ({ alive, pos, buf, proc }: AloConsumer): number =>
  pos | ((buf + 1) << 3) | (proc << 6) | (alive ? 1 << 9 : 0);

const unpackConsumer = (packed: number): AloConsumer =>
  aloConsumer(packed >>> 9 === 1, packed & 7, ((packed >>> 3) & 7) - 1, (packed >>> 6) & 7);

function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function checkRange(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new RangeError(`ALO: ${name} must be a whole number from 0 to ${most}, not ${value}`);
}
