import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';

const HANDLER = `
import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { Kafka } from 'kafkajs';
const kafka = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] });
const producer = kafka.producer();
export function main(db: Record<string, (...args: unknown[]) => Promise<void>>) {
  const save = async (row: string) => { await db.awaited(row); };
  const keep = async (row: string) => { await db.kept(row); };
  const later = async (row: string) => {
    await db.looked(row);
    await db.written(row);
  };
  const saved = async (row: string) => {
    await db.found(row);
    await db.failing(row);
  };
  const noted = async (row: string) => { await db.noted(row); };
  const outer = async (row: string) => { await later(row); };
  const handed = (row: string) => keep(row);
  const publish = async (value: string) => { await producer.send({ topic: 'invoices', messages: [{ value }] }); };
  const bus = new EventEmitter();
  bus.on('order', (row: string) => hear(row));
  const hear = async (row: string) => { await db.heard(row); };
  const write = async (row: string) => { await db.sunk(row); };
  const sink = new Writable({ objectMode: true, write: (row, _encoding, done) => { write(row).then(() => done(), done); } });
  const start = async () => {
    const consumer = kafka.consumer({ groupId: 'orders' });
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => {
      const row = String(message.value);
      await save(row);
      handed(row); // kept
      outer(row); // looked, written
      publish(row); // Produce
      [row].forEach(async (one) => { // each
        await db.each(one);
      });
      bus.emit('order', row); // heard
      db.alone(row); // alone
      sink.write(row); // sink
      noted(row).then(() => {}); // noted
      setTimeout(() => save(row), 1); // timer
      try {
        await saved(row); // swallowed
      } catch {
        return;
      }
    } });
  };
  start();
}`;

it('a call that nobody waits for is told at the line that lets go of it, however deep it is and whatever came before, and a failure where it is caught', async () => {
  const program = await prepared({
    'consumer.ts': HANDLER,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './consumer.ts';
      const names = ['awaited', 'kept', 'looked', 'written', 'each', 'alone', 'noted', 'found', 'failing', 'heard', 'sunk'];
      export default tryCode({
        topics: { orders: {}, invoices: {} },
        input: { topic: 'orders', records: 1 },
        start: async (env) => main(Object.fromEntries(names.map((name) => [name, env.effect(name)]))),
      });
    `,
  });
  const world = (): ClusterWorld => new ClusterWorld(prepareCluster(program.trial));
  const { points, ledger, digest } = await run(program, world(), 'a', [], { lines: true });
  const lines = HANDLER.split('\n');
  const textAt = (what: string): string | undefined => {
    const line = points.find((point) => point.what === what && point.kind !== 'response')?.line?.line;
    return line === undefined ? undefined : lines[line - 1].trim();
  };
  for (const what of ['looked', 'written', 'kept', 'each', 'alone', 'noted', 'heard', 'Produce']) {
    expect.soft(textAt(what), what).toMatch(new RegExp(`// .*\\b${what}\\b`));
  }
  expect(textAt('awaited')).toContain('await db.awaited(row)');
  const letGo = ledger.outcomes.flatMap(({ what, isLetGo }) => (isLetGo === true ? [what] : []));
  expect(letGo.sort()).toEqual(['alone', 'each', 'heard', 'kept', 'looked', 'noted', 'topic invoices', 'written']);
  const placesOf = (key: 'perhaps' | 'caught'): readonly string[] =>
    ledger.outcomes.flatMap(({ what, ...outcome }) => {
      const place = outcome[key];
      return place === undefined ? [] : [`${what}: ${/\/\/ (.*)/.exec(lines[place.line - 1])?.[1] ?? ''}`];
    });
  expect(new Set(placesOf('caught'))).toEqual(new Set(['found: swallowed', 'failing: swallowed']));
  expect(placesOf('perhaps')).toEqual(expect.arrayContaining(['awaited: timer', 'sunk: sink']));
  // A loop that is let go of before there are records is waited for by nobody, and is to blame for nothing.
  expect(textAt('JoinGroup')).toContain('await consumer.run');
  expect((await run(program, world(), 'a')).digest).toBe(digest);
});

it('no line is known in the middle of a stack that is being told, where a debugger may ask', async () => {
  const { lines } = await prepared({ 'x.trial.ts': 'export default { start: () => {} };' });
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  let asked: unknown;
  Error.prepareStackTrace = () => {
    asked = { here: lines.here(), executed: lines.executed() };
  };
  expect(new Error('told').stack).toBeUndefined();
  Reflect.set(Error, 'prepareStackTrace', before);
  expect(asked).toEqual({ here: undefined, executed: {} });
});
