import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import type { MemoryLimit } from '../../explorers/exhaustive-options.ts';
import { hasThreads, WORKERS_DEFAULT_MAX } from '../../explorers/parallel/threads.ts';
import { ALL_REDUCTIONS, type Reductions } from '../../reductions/reduced.ts';
import type { Host } from '../host.ts';
import { NO_TIME_LIMIT, TimeLimit } from './time-limit.ts';

/** What a job may cost, as whoever asks for it says it. */
export interface CostOptions {
  /** Threads of a large search, the calling one included; one a core and at most 8 when left out. */
  readonly workers?: number;
  /** Bytes that it may take; 60 % of the machine's when left out. */
  readonly memory?: number;
  /** Milliseconds that all of it may take; without them the bounds are numbers, so that two runs are the same. */
  readonly budgetMs?: number;
  /** What a complete search may leave out; all that it can when left out. */
  readonly reductions?: Reductions;
  /** Ask every rule about every state, instead of remembering what it did. */
  readonly plain?: boolean;
  /** Asks to stop: what there is by then is the result. */
  readonly signal?: { readonly aborted: boolean };
}

/** What the searches of one job may cost. */
export interface SearchLimits {
  readonly workers: number;
  readonly memory?: MemoryLimit;
  readonly plain?: boolean;
  readonly time: TimeLimit;
  /** The environments that one of them has searched, for all others. */
  readonly environments?: EnvironmentMemory;
}

/** How much of the machine's memory a search may take when nobody says. */
const memoryShareDefault = 0.6;

/** Threads of a job on this host when nobody says: one a core, up to a bound. */
export const workersDefault = ({ cores }: Pick<Host, 'cores'>): number =>
  hasThreads ? Math.min(cores, WORKERS_DEFAULT_MAX) : 1;

/** The limits that a job sets its searches on this host; its time begins now. */
export function limitsOf({ workers, memory, budgetMs, plain, signal }: CostOptions, host: Host): SearchLimits {
  return {
    workers: workers ?? workersDefault(host),
    memory: { max: memory ?? memoryShareDefault * host.memoryTotal, used: () => host.memoryUsed() },
    time: new TimeLimit({ signal, budgetMs, now: () => host.now() }),
    plain,
    environments: new EnvironmentMemory(),
  };
}

/**
 * The limits of searches that are small by their bounds, one by one in this thread.
 *
 * @param environments what searches before them have searched; for all others with the same ones.
 */
export const smallSearches = (time: TimeLimit = NO_TIME_LIMIT, environments?: EnvironmentMemory): SearchLimits => ({
  workers: 1,
  time,
  environments,
});

export const reductionsOf = ({ reductions = ALL_REDUCTIONS }: CostOptions): Reductions => reductions;
