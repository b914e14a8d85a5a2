import { AskedThread } from '../../explorers/parallel/asked-thread.ts';
import { WorkerLostError } from '../../explorers/parallel/pool.ts';
import { hasThreads } from '../../explorers/parallel/threads.ts';
import type { Host } from '../host.ts';
import { type Asked, type Catalogue, type EntryTask, judgeEntry, type VerdictOn } from './judge-entry.ts';
import { workersDefault } from '../searches/limits.ts';
import { whenAborted } from '../searches/when-aborted.ts';

/** What judging a catalogue may cost. */
export interface CatalogueOptions {
  /** Threads that judge entries, the calling one included; one a core and at most 8 when left out. */
  readonly workers?: number;
  /** Asks to stop: the entries that were judged by then are the result. */
  readonly signal?: { readonly aborted: boolean };
}

interface Judging<Of extends Catalogue> extends CatalogueOptions {
  readonly host: Host;
  /** Hears of an entry when somebody begins with it, and how many are done by then. */
  readonly onBegin: (asked: Asked<Of>, done: number) => void;
}

/** The program of a thread, compiled: it lies beside this file. */
const program = new URL('./entry-thread-program.js', import.meta.url);

/**
 * The verdicts on entries of a catalogue, in their order, several at a time. Each is decided by itself, so that they are
 * the same whoever judges them.
 *
 * @throws {WorkerLostError} when a thread is gone before its entry is judged.
 */
export async function entriesJudged<Of extends Catalogue>(
  of: Of,
  entries: readonly Asked<Of>[],
  { host, workers = workersDefault(host), signal, onBegin }: Judging<Of>,
): Promise<VerdictOn<Of>[]> {
  const others = hasThreads ? threads<Of>(Math.min(workers, entries.length) - 1) : [];
  const verdicts: (VerdictOn<Of> | undefined)[] = entries.map(() => undefined);
  const stop = {
    failed: false,
    get aborted() {
      return this.failed || signal?.aborted === true;
    },
  };
  const end = (): Promise<unknown> => Promise.all(others.map((thread) => thread.end()));
  let next = 0;
  let done = 0;

  async function work(judge: (task: EntryTask<Of>) => Promise<VerdictOn<Of>>): Promise<void> {
    while (next < entries.length && !stop.aborted) {
      const index = next++;
      const asked = entries[index];
      onBegin(asked, done);
      const verdict = await judge({ of, asked });
      // What was interrupted is decided by nothing.
      if (stop.aborted) return;
      verdicts[index] = verdict;
      done += 1;
    }
  }

  async function workElsewhere(thread: AskedThread<EntryTask<Of>, VerdictOn<Of>>): Promise<void> {
    try {
      await work((task) => thread.ask(task));
    } catch (error) {
      if (stop.aborted) return;
      stop.failed = true;
      throw error;
    }
  }

  const stopLooking = whenAborted(stop, end);
  try {
    const here = work((task) => judgeEntry(task, { now: () => host.now(), signal: stop }));
    await Promise.all([here, ...others.map(workElsewhere)]);
  } finally {
    stopLooking();
    await end();
  }
  return verdicts.filter((verdict) => verdict !== undefined);
}

const threads = <Of extends Catalogue>(count: number): AskedThread<EntryTask<Of>, VerdictOn<Of>>[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => {
    const lostBy = (how: string): WorkerLostError => new WorkerLostError(index + 2, count + 1, how);
    return new AskedThread(program, { lostBy });
  });
