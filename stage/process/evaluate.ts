import { basename } from 'node:path';
import { Script } from 'node:vm';
import { abortSignal } from './builtins/abort-signal.ts';
import type { Later } from './builtins/answering.ts';
import { files } from './builtins/files.ts';
import { measures } from './builtins/measures.ts';
import { network } from './builtins/network.ts';
import { nodeModules } from './builtins/node-modules.ts';
import { outputConsole } from './builtins/outputs.ts';
import { processObject } from './builtins/process-object.ts';
import { chanceCrypto, chanceMath } from './builtins/randomness.ts';
import { virtualTime } from './builtins/time.ts';
import { checkTrial } from '../check-trial.ts';
import type { CodeTrial, CommandTrial } from '../trial.ts';
import type { Life } from './time/life.ts';
import type { Program } from './bundle/program.ts';
import { NATIVE } from './bundle/refusal.ts';
import type { Carrier } from './network/socket.ts';
import { timerFunctions, type Timers } from './time/timers.ts';
import type { Handler } from './source/handler-line.ts';
import type { Refuse } from './undeclared.ts';
import { LINES_BEFORE, SCRIPT_NAME } from './source/user-line.ts';

/** What a program finds around it, by the names that it uses. */
const NAMES = [
  '__trial',
  '__node',
  '__effects',
  '__own',
  '__resolved',
  '__handled',
  '__skipped',
  '__kept',
  'require',
  'process',
  'global',
  'globalThis',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'Date',
  'Math',
  'Reflect',
  'performance',
  'crypto',
  'fetch',
  'AbortSignal',
  'WebSocket',
  'EventSource',
] as const;

/**
 * Where undici leaves its agent for others of its kind: that of Node, which `fetch()` and `Headers` are of, is the thread's
 * own, and whoever took it would be on the real network without anybody knowing.
 */
const AGENTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2', 'undici.globalOrigin.1'].map((name) =>
  Symbol.for(name),
);

/** What a program is given by these names. */
export type Surroundings = Readonly<Record<(typeof NAMES)[number], unknown>>;

/** A program, compiled: each call is a life of its modules. */
export type Compiled = (surroundings: Surroundings) => Promise<void>;

/** What depends on nothing of a life's is made once for all lives of a program, under a name: by this, which a program is given too. */
const ONCE = '__once';

/** One line stands before the program's own, whatever that declares. */
const BEFORE_PROGRAM = `(function (${[ONCE, ...NAMES].join(', ')}) { return async function () {\n`;

/** Compiles a program once for all of its lives: each call of what this gives evaluates the modules anew, with surroundings of their own. */
export function compile({ code }: Program): Compiled {
  const text = `${BEFORE_PROGRAM}${code}\n} })`;
  if (LINES_BEFORE !== 1) throw new Error('the lines before a program are counted by its source map');
  const around = new Script(text, { filename: SCRIPT_NAME }).runInThisContext() as (
    ...given: unknown[]
  ) => () => Promise<void>;
  const made = new Map<string, unknown>();
  const once = (name: string, make: () => unknown): unknown => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name);
  };
  return (surroundings) => around(once, ...NAMES.map((name) => surroundings[name]))();
}

/** What the stage gives to a life. */
export interface Means {
  readonly life: Life;
  readonly timers: Timers;
  readonly carrier: Carrier;
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
  readonly refuse: Refuse;
  readonly withhold: Refuse;
  readonly print: (fd: number, text: string) => void;
  readonly fetch: (...given: unknown[]) => Promise<unknown>;
  /** The program has resolved an offset, which its client will commit. */
  readonly resolved: (topic: string, partition: number, offset: string) => void;
  /** A handler has come to its end, by which its client resolves an offset. */
  readonly handled: (handler: Handler, topic: string, partition: number, offset: string) => void;
  /** A statement that leaves something early is executed, by its number; where such statements are counted. */
  readonly skipped: (index: number) => void;
  /** What is done later on behalf of what is at work now. */
  readonly kept: (run: () => void) => () => void;
  /** The functions of a module that reach outside, in the place of the module's own. */
  readonly effects: (path: string, real: object | null) => object;
}

/** Loads a program's modules, afresh, into a life. @returns the trial that its file exports. @throws {InputError} where it is none. */
export const evaluate = (compiled: Compiled, means: Means): Promise<CodeTrial | CommandTrial> =>
  load(compiled, (trial) => surroundingsOf(means, trial));

/**
 * Loads a program's modules, afresh, into whatever surroundings it is given.
 *
 * @param surroundings is called with what takes the trial.
 * @returns the trial that its file exports. @throws {InputError} where it is none.
 */
export async function load(
  compiled: Compiled,
  surroundings: (trial: (exported: unknown) => void) => Surroundings,
): Promise<CodeTrial | CommandTrial> {
  let trial: unknown;
  const given = surroundings((exported) => {
    trial = exported;
  });
  await compiled(given);
  return checkTrial(trial);
}

/** Node has these from version 22 on. */
function connecting(refuse: Refuse): Readonly<Record<'WebSocket' | 'EventSource', unknown>> {
  const of = (name: string): unknown => {
    const Connecting = function (to: unknown): never {
      return refuse(`opens a ${name} to ${String(to)}`);
    };
    return name in globalThis ? Connecting : undefined;
  };
  return { WebSocket: of('WebSocket'), EventSource: of('EventSource') };
}

function surroundingsOf(means: Means, trial: (exported: unknown) => void): Surroundings {
  const { life, timers, carrier, refuse, withhold, print, env, argv } = means;
  const { scheduler } = timers;
  const later: Later = (run) => void scheduler.schedule(0, life, run);
  const time = virtualTime(scheduler);
  const own = timerFunctions(timers, true);
  const library = timerFunctions(timers, false);
  const crypto = chanceCrypto(life.chance, later, refuse) as { readonly webcrypto: object };
  const process = processObject({ life, time, env, argv, print, refuse });
  const console = outputConsole(print);
  const node = nodeModules(
    {
      ...network(life, carrier, later, refuse),
      fs: () => files(later, print, refuse).fs,
      'fs/promises': () => files(later, print, refuse).promises,
      crypto: () => crypto,
      process: () => process,
      console: () => console,
      perf_hooks: () => measures(time.performance),
      timers: () => library,
      'timers/promises': () => library.promises,
    },
    later,
    refuse,
    (file) => withhold(`asks for native code (${basename(file)})`, NATIVE),
  );
  /** What of Node's the user's modules have otherwise than packages; all else is the same, and whoever patches it patches it for all. */
  const ownTimers = new Map<string, object>([
    ['timers', own],
    ['timers/promises', own.promises],
  ]);
  const globals = {
    process,
    console,
    ...library,
    Date: time.Date,
    Math: chanceMath(life.chance),
    // Each life has one of its own: what decorators say is kept on it (reflect-metadata), and told twice it may be refused (inversify).
    Reflect: Object.create(Reflect) as object,
    performance: time.performance,
    crypto: crypto.webcrypto,
    fetch: means.fetch,
    AbortSignal: abortSignal(library.setTimeout),
    ...connecting(refuse),
  };
  const global: object = Object.create(globalThis, Object.getOwnPropertyDescriptors(globals));
  Object.defineProperties(global, { global: { value: global }, globalThis: { value: global } });
  for (const name of AGENTS)
    Object.defineProperty(global, name, { value: undefined, writable: true, configurable: true });
  return {
    ...globals,
    global,
    globalThis: global,
    require: node,
    __trial: trial,
    __node: (name: string, isOwn: boolean) => (isOwn ? ownTimers.get(name) : undefined) ?? node(name),
    __own: own,
    __resolved: means.resolved,
    __handled: means.handled,
    __skipped: means.skipped,
    __kept: means.kept,
    __effects: means.effects,
  };
}
