import type { Io } from './io.ts';

/** Beyond these, threads gain nothing worth their memory. */
export const WORKERS_DEFAULT_MAX = 8;

/** How many threads work when nobody says: one a core, up to a bound. */
export const workersOf = ({ workers }: { readonly workers?: number }, { cores }: Pick<Io, 'cores'>): number =>
  workers ?? Math.min(cores, WORKERS_DEFAULT_MAX);
