import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import { type Host, processHost } from '../judging/host.ts';
import { EXIT } from './exit.ts';
import { reasonOf } from './reason-of.ts';

/** All that the command line has of the world besides files; tests give their own. */
export interface Io extends Host {
  out(text: string): void;
  err(text: string): void;
  readonly outIsTTY: boolean;
  readonly errIsTTY: boolean;
  /** Characters a line of the terminal takes, where there is one. */
  readonly columns?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Calls `listener` when the user asks to stop (Ctrl-C), once; the next time ends the process. Returns the undoing. */
  onInterrupt(listener: () => void): () => void;
  /** The same for whoever ends processes by SIGTERM: an operator, a cluster that moves them. */
  onTerminate(listener: () => void): () => void;
  /** Calls `listener` with each line of standard input. Returns the undoing. */
  onLine(listener: (line: string) => void): () => void;
  /** Ends the process at once, whatever it still waits for. */
  exit(code: number): void;
}

/** The world of this process. */
export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => endUnwritten(error, 'standard output'));
  process.stderr.on('error', (error: NodeJS.ErrnoException) => endUnwritten(error, 'standard error'));
  return {
    ...processHost,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outIsTTY: isatty(process.stdout.fd),
    errIsTTY: isatty(process.stderr.fd),
    columns: process.stdout.columns,
    env: process.env,
    cwd: process.cwd(),
    onInterrupt: (listener) => {
      process.once('SIGINT', listener);
      return () => void process.off('SIGINT', listener);
    },
    onTerminate: (listener) => {
      process.once('SIGTERM', listener);
      return () => void process.off('SIGTERM', listener);
    },
    onLine: (listener) => {
      const lines = createInterface({ input: process.stdin }).on('line', listener);
      return () => lines.close();
    },
    exit: (code) => process.exit(code),
  };
}

/**
 * Ends the process with a word where what it says cannot be written, as on a full disk: no exit code may be taken for a
 * verdict that nobody has got. `kafka-trial verify | head` is no error; the exit code still tells how the verdict came out.
 */
function endUnwritten(error: NodeJS.ErrnoException, stream: string): void {
  if (error.code === 'EPIPE') return;
  try {
    writeSync(
      process.stderr.fd,
      `error: ${stream}: nothing can be written there: ${reasonOf(error)}\n  make room for it\n`,
    );
  } catch {
    // It is standard error that is full: the exit code is all that is left.
  }
  process.exit(EXIT.badInput);
}

/** Whether output may be coloured: on a terminal, unless the user's environment says otherwise. */
export function wantsColour(io: Io): boolean {
  if (io.env.NO_COLOR !== undefined && io.env.NO_COLOR !== '') return false;
  if (io.env.FORCE_COLOR !== undefined && io.env.FORCE_COLOR !== '') return io.env.FORCE_COLOR !== '0';
  return io.outIsTTY && io.env.TERM !== 'dumb';
}

const WIDTH_MIN = 60;
const WIDTH_MAX = 140;

/** How texts for people are set here. A pipe has no width: it gets the reports' own. */
export function terminalOptions(io: Io): { colour: boolean; width?: number } {
  const fits = io.outIsTTY && io.columns !== undefined;
  return { colour: wantsColour(io), width: fits ? Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, io.columns)) : undefined };
}
