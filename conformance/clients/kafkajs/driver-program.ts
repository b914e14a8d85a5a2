import { createInterface } from 'node:readline';
import type { ClientEvent } from '../protocol.ts';
import { type Actor, type Call, HarnessFailure, type Handlers, toldError } from './actor.ts';
import { ConsumerActor } from './consumer-actor.ts';
import type { Plan } from './given-assigner.ts';
import { loadKafkajs } from './kafkajs-inside.ts';
import { MovableClock, type Timers } from './movable-clock.ts';
import { ProducerActor, SENDS } from './producer-actor.ts';

/**
 * Plays the applications of one process with kafkajs: the same calls as the Java driver's, as far as kafkajs has the like.
 * Its one argument is the `package.json` of kafkajs. It ends when its input does.
 */

const clock = new MovableClock(globalThis as unknown as Timers, () => SENDS.getStore());
const kafkajs = loadKafkajs(process.argv[2]);
const actors = new Map<string, Actor>();
const queues = new Map<string, Promise<void>>();
let plan: Plan | null = null;

const write = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const tell = (event: ClientEvent): void => write(event);

async function answer(id: number, result: Promise<object>): Promise<void> {
  try {
    write({ id, ok: await result });
  } catch (error) {
    if (error instanceof HarnessFailure) {
      write({ id, harness: error.message });
    } else {
      console.error(error);
      write({ id, error: toldError(error) });
    }
  }
}

/** Calls that are not those of one client. */
const common: Handlers = {
  clock: ({ advanceMs }) => ({ aheadMs: clock.advance(advanceMs) }),
  assignor: (call) => {
    ({ plan } = call);
    return {};
  },
  'producer.create': (call) => create(call.name, ProducerActor.create(call, kafkajs, clock, tell)),
  'consumer.create': (call) =>
    create(
      call.name,
      ConsumerActor.create(call, kafkajs, clock, tell, () => plan),
    ),
};

async function create(name: string, making: Promise<Actor>): Promise<object> {
  actors.set(name, await making);
  return {};
}

async function perform(call: Call): Promise<object> {
  const { name, op } = call;
  const actor = actors.get(name);
  if (actor === undefined && common[op] === undefined) throw new HarnessFailure(`no such client: ${name}`);
  const handler = (common[op] ?? actor?.handlers[op]) as ((call: Call) => object | Promise<object>) | undefined;
  if (handler === undefined) throw new HarnessFailure(`kafkajs does not do ${op}`);
  return handler(call);
}

/** Calls of a client are made one after the other, but for those beside. */
function accept(call: Call): void {
  const queue = call.name === undefined ? undefined : queues.get(call.name);
  const isAside = call.aside === true || actors.get(call.name)?.aside.has(call.op) === true;
  if (queue === undefined || isAside) {
    const result = answer(call.id, perform(call));
    if (call.name !== undefined && queue === undefined) queues.set(call.name, result);
    return;
  }
  queues.set(
    call.name,
    queue.then(() => answer(call.id, perform(call))),
  );
}

createInterface({ input: process.stdin })
  .on('line', (line) => accept(JSON.parse(line) as Call))
  .on('close', () => process.exit());
tell({ event: 'ready', pid: process.pid });
