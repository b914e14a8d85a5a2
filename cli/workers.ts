import { WORKERS_DEFAULT_MAX } from '../explorers/parallel/threads.ts';
import type { Io } from './io.ts';

/** How many threads work when nobody says: one a core, up to a bound. */
export const workersOf = ({ workers }: { readonly workers?: number }, { cores }: Pick<Io, 'cores'>): number =>
  workers ?? Math.min(cores, WORKERS_DEFAULT_MAX);
