import type { Life } from '../time/life.ts';
import type { Refuse } from '../undeclared.ts';
import type { virtualTime } from './time.ts';

/** What of Node's `process` is the same for all programs of a machine. */
const SHARED = Object.fromEntries(
  (
    ['arch', 'platform', 'version', 'versions', 'release', 'features', 'config', 'execArgv', 'cwd', 'nextTick'] as const
  ).map((name) => [name, process[name]] as const),
);

/** `process` as a life of a process has it: its own signals, environment, clock and end. */
export function processObject({
  life,
  time,
  env,
  argv,
  print,
  refuse,
}: {
  readonly life: Life;
  readonly time: ReturnType<typeof virtualTime>;
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
  readonly print: (fd: number, text: string) => void;
  readonly refuse: Refuse;
}): object {
  const { signals } = life;
  const pid = 1000 + 100 * life.process + life.incarnation;
  const output = (fd: number): object => ({
    fd,
    isTTY: false,
    writable: true,
    columns: 80,
    write: (text: unknown, ...rest: unknown[]): boolean => {
      print(fd, String(text));
      const done = rest.find((one) => typeof one === 'function');
      if (typeof done === 'function') queueMicrotask(done as () => void);
      return true;
    },
    on: () => output(fd),
    once: () => output(fd),
    emit: () => false,
    end: () => {},
  });
  const bind =
    (name: 'on' | 'once' | 'off' | 'emit' | 'listeners' | 'listenerCount' | 'removeAllListeners' | 'prependListener') =>
    (...given: never[]): unknown => {
      const answer = (signals[name] as (...given: never[]) => unknown)(...given);
      return answer === signals ? object : answer;
    };
  const memory = { rss: 5e7, heapTotal: 3e7, heapUsed: 2e7, external: 1e6, arrayBuffers: 1e5 };
  const object: object = {
    ...SHARED,
    on: bind('on'),
    addListener: bind('on'),
    once: bind('once'),
    off: bind('off'),
    removeListener: bind('off'),
    emit: bind('emit'),
    listeners: bind('listeners'),
    listenerCount: bind('listenerCount'),
    removeAllListeners: bind('removeAllListeners'),
    prependListener: bind('prependListener'),
    setMaxListeners: () => object,
    getMaxListeners: () => 0,
    env,
    argv: [...argv],
    argv0: 'node',
    execPath: '/usr/bin/node',
    title: 'node',
    pid,
    ppid: 1,
    stdout: output(1),
    stderr: output(2),
    stdin: {
      isTTY: false,
      on: () => {},
      once: () => {},
      resume: () => {},
      pause: () => {},
      setEncoding: () => {},
      unref: () => {},
    },
    hrtime: time.hrtime,
    uptime: time.uptime,
    exit: (code?: number): never => life.exit(code),
    reallyExit: (code?: number): never => life.exit(code),
    abort: (): never => life.exit(134),
    get exitCode() {
      return life.exitCode;
    },
    set exitCode(code: number | undefined) {
      life.exitCode = code;
    },
    kill: (to: number, signal: string | number = 'SIGTERM'): boolean => {
      if (to !== pid)
        return refuse(`sends a signal to process ${to}`, 'a program on the stage is alone on its machine');
      if (signal !== 0 && !signals.emit(String(signal), signal)) life.exit(143);
      return true;
    },
    memoryUsage: Object.assign(() => memory, { rss: () => memory.rss }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    resourceUsage: () => ({ userCPUTime: 0, systemCPUTime: 0, maxRSS: 0 }),
    getuid: () => 1000,
    getgid: () => 1000,
    geteuid: () => 1000,
    getegid: () => 1000,
    umask: () => 0o22,
    emitWarning: (warning: unknown) => print(2, `${String(warning)}\n`),
    chdir: (to: string): never => refuse(`changes its directory to ${to}`, 'start it where it belongs'),
    [Symbol.toStringTag]: 'process',
  };
  return object;
}
