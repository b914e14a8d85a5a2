import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { complaintIn } from '../last-words.ts';
import type { Life } from '../process/time/life.ts';
import type { CommandHost } from './command-host.ts';

/** What a process says last comes a moment after its end. */
const LAST_WORDS_MS = 30;
/** So many characters of it are kept: an exception stands before its stack. */
const KEPT_MAX = 8000;

export interface ChildPlan {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ChildListener {
  /** It has ended by itself: its exit code, or the signal that ended it, and what it wrote last to its error output. */
  ended(status: string, lastWords: string): void;
  /** It could not be started. */
  failed(error: NodeJS.ErrnoException): void;
  /** It has written to its error output: the line of it that says why it complains, so far. */
  complained(lastWords: string): void;
}

/**
 * The process in which a life of the program is lived. It is killed when the life is over, with all that it has started;
 * stands still when the life does; and hears SIGTERM when the life is asked to end.
 *
 * @returns when it is gone.
 */
export function startChild(host: CommandHost, life: Life, plan: ChildPlan, listener: ChildListener): Promise<void> {
  const [command, ...words] = plan.words;
  const { cwd, env } = plan;
  const child = host.spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let lastWords = '';
  // What it prints besides is read and forgotten: else it would wait for somebody to read it.
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = `${lastWords}${text}`.slice(-KEPT_MAX);
    listener.complained(complaintIn(lastWords));
  });
  const gone = child.pid === undefined ? Promise.resolve() : once(child, 'exit').then(() => undefined);
  child.once('error', (error) => listener.failed(error));
  child.once('exit', (code, signal) =>
    setTimeout(() => {
      if (!life.isOver) listener.ended(code === null ? String(signal) : String(code), complaintIn(lastWords));
    }, LAST_WORDS_MS),
  );
  life.onEnd.push(() => signalAll(child, 'SIGKILL'));
  life.onStall.push((isStalled) => signalAll(child, isStalled ? 'SIGSTOP' : 'SIGCONT'));
  life.signals.on('SIGTERM', () => child.kill('SIGTERM'));
  return gone;
}

/** The process, and all that it has started: they are a group. */
function signalAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // They are gone already.
  }
}
