import { createRequire } from 'node:module';
import net from 'node:net';
import { load, type Surroundings } from '../../stage/process/evaluate.ts';
import { fetchOf } from '../../stage/process/calls/fetch.ts';
import { outsideOf } from '../../stage/process/bundle/outside-of-trial.ts';
import { prepare } from '../../stage/process/prepare.ts';
import { isCommand } from '../../stage/trial.ts';
import { doorTo } from './door-to.ts';
import type { ToProcess } from './messages.ts';
import { OutsideCalls } from './outside-calls.ts';
import { StandsStillAtData } from './stand-still.ts';

/**
 * A process of a program on trial, as it runs at home: its clock, timers, chance and sockets are Node's. Two things are
 * ours: brokers are reached through the gate, and what the trial declares as an effect is asked of whoever started us.
 */

process.once('message', (start: ToProcess) => {
  if (start.type === 'start') void begin(start);
});

async function begin({ program, slot, markers, doors }: ToProcess & { type: 'start' }): Promise<void> {
  const { compiled, trial } = await prepare(program);
  const { effects } = outsideOf(program.folder, trial);
  // It sees the variables of its trial, and no others.
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, trial.env);
  const stalls = new StandsStillAtData();
  const outside = new OutsideCalls(markers);
  const require = createRequire(program.file);
  const bootstrap = trial.cluster?.bootstrap;
  const connect = (...given: Parameters<typeof net.connect>): net.Socket => {
    const [to, ...rest] = given as unknown[] as [number | { host?: string; port?: number }, ...unknown[]];
    const host = typeof to === 'object' ? to.host : rest.find((one) => typeof one === 'string');
    const gate = doorTo(doors, host ?? 'localhost', (typeof to === 'object' ? to.port : to) ?? 0, bootstrap);
    if (gate === undefined) return net.connect(...given);
    const told = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    return stalls.watch(net.connect({ ...(typeof to === 'object' ? to : {}), host: '127.0.0.1', port: gate }, told));
  };
  const redirected = { ...net, connect, createConnection: connect };
  const node = (name: string): unknown => (/^(?:node:)?net$/.test(name) ? redirected : require(name));
  const surroundings = (told: (exported: unknown) => void): Surroundings => ({
    __trial: told,
    __node: node,
    __effects: (path: string, real: object | null) =>
      effects.replaced(path, real, (name, options) => outside.of(name, options)),
    __own: { setTimeout, setInterval, setImmediate },
    __resolved: () => {},
    __handled: () => {},
    __skipped: () => {},
    __kept: (run: unknown) => run,
    require: node,
    process,
    global: globalThis,
    globalThis,
    console,
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval,
    clearImmediate,
    Date,
    Math,
    Reflect,
    performance,
    crypto,
    fetch: fetchOf((...call) => outside.call(...call), trial.fetch),
    AbortSignal,
    WebSocket: undefined,
    EventSource: undefined,
  });
  const fresh = await load(compiled, surroundings);
  if (isCommand(fresh)) throw new Error('a command is no program of this process');
  await fresh.start({ slot, effect: (name, options) => outside.of(name, options) });
}
