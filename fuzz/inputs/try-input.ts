import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../cli/program.ts';
import type { Io } from '../../cli/io.ts';
import { processHost } from '../../judging/host.ts';
import { judgingOn } from '../../judging/judging.ts';
import type { Input } from './input.ts';

/** What one input came to. */
export interface Tried {
  readonly code: number;
  /** Seconds of processor time. */
  readonly seconds: number;
  /** What must not be, each as a line; none for most inputs. */
  readonly problems: readonly string[];
}

/** A search that goes on for longer is asked to stop, as by Ctrl-C: what is tried is the door, and not Kafka. */
const PATIENCE_MS = 100;

/** Processor time that no input may take. */
const SECONDS_MAX = 10;

/** Longer than any message about an input that is wrong. */
const ERROR_CHARACTERS_MAX = 60_000;

/** The exit codes that mean something; 70 would be a fault of our own. */
const CODES: ReadonlySet<number> = new Set([0, 1, 2, 3]);

/** Runs the command line in this process, with the files of the input in `folder`, which is emptied before. */
export async function tryInput({ argv, files }: Input, folder: string, commandLine = run): Promise<Tried> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  let [stdout, stderr] = ['', ''];
  const timers: NodeJS.Timeout[] = [];
  const io: Io = {
    ...processHost,
    cores: 1,
    out: (text) => void (stdout += text),
    err: (text) => void (stderr += text),
    outIsTTY: false,
    errIsTTY: false,
    env: {},
    cwd: folder,
    onInterrupt(listener) {
      const timer = setTimeout(listener, PATIENCE_MS);
      timers.push(timer);
      return () => clearTimeout(timer);
    },
    onTerminate: () => () => {},
    onLine: () => () => {},
    exit: () => {},
  };
  const before = process.cpuUsage();
  const thrown: string[] = [];
  const code = await commandLine(argv, io, judgingOn(io)).catch((error: unknown) => {
    thrown.push(`it throws ${String(error)}`);
    return 70;
  });
  const { user, system } = process.cpuUsage(before);
  for (const timer of timers) clearTimeout(timer);
  const seconds = (user + system) / 1e6;
  return { code, seconds, problems: [...thrown, ...problemsOf({ argv, code, stdout, stderr, seconds })] };
}

interface Outcome {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

function problemsOf({ argv, code, stdout, stderr, seconds }: Outcome): string[] {
  const candidates: readonly (readonly [isSo: boolean, problem: string])[] = [
    [!CODES.has(code), `exit code ${code}: ${stderr.slice(-1000)}`],
    [seconds > SECONDS_MAX, `it takes ${seconds.toFixed(1)} s of processor time`],
    [/^\s+at .*[:(]\d+:\d+\)?$/m.test(stderr + stdout), `a stack trace: ${stderr.slice(-1000)}`],
    [isLoud(stdout) || isLoud(stderr), 'characters that a terminal obeys, or nobody sees'],
    // Without a command there is the help.
    [code === 2 && !/^error: .*\S\n {2}\S|^Usage: /m.test(stderr), `no reason and way out: ${stderr.slice(0, 1000)}`],
    [code === 2 && stderr.length > ERROR_CHARACTERS_MAX, `a message of ${stderr.length} characters`],
    [code === 1 && stdout + stderr === '', 'not so, and not a word about it'],
    [code < 2 && isJsonAsked(argv) && !/^(?:Usage: |$)/.test(stdout) && !isJson(stdout), 'no JSON under --json'],
  ];
  return candidates.flatMap(([isSo, problem]) => (isSo ? [problem] : []));
}

/** Whoever asks for the version gets that and nothing else. */
const isJsonAsked = (argv: readonly string[]): boolean => argv.includes('--json') && !argv.includes('--version');

const isLoud = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u.test(text.replaceAll('\n', ''));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
