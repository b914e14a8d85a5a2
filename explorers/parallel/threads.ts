/** Threads run compiled programs alone: from the sources, as in a test of this repository, there is only the calling one. */
export const hasThreads = import.meta.url.endsWith('.js');

/** Beyond these, threads gain nothing worth their memory. */
export const WORKERS_DEFAULT_MAX = 8;
