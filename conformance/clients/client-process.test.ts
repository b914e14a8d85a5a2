import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HarnessError } from '../harness-error.ts';
import { ClientError } from './client-error.ts';
import { ClientProcess } from './client-process.ts';
import type { ClientEvent } from './protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'client-process-'));
const program = join(folder, 'driver.mjs');
const started: ClientProcess[] = [];

/** A driver without a client: what it does with a send is in the value. */
writeFileSync(
  program,
  `import { createInterface } from 'node:readline';
const tell = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
const refused = { error: 'ProducerFencedException', javaClass: 'o.a.k.ProducerFencedException', message: 'fenced', cause: null };
console.log('[warning][cds] a warning of Java');
if (process.argv[2] === 'broken') { console.error('SLF4J: nothing to log with'); console.error('no such class'); process.exit(1); }
tell({ event: 'ready', pid: process.pid });
let waiting;
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op, name, tag, value } = JSON.parse(line);
  if (op === 'producer.state') tell({ id, ok: { producerId: 7 } });
  else if (op === 'producer.begin') tell({ id, harness: 'no such client: ' + name });
  else if (value === 'refused') tell({ id, error: refused });
  else if (value === 'first') waiting = id;
  else if (value === 'then') { tell({ id, ok: { n: 2 } }); tell({ id: waiting, ok: { n: 1 } }); }
  else if (value === 'acknowledged') { tell({ event: 'sent', name, tag, offset: 3 }); tell({ id, ok: {} }); }
  else if (value === 'fatal') { console.error('out of memory'); process.exit(3); }
}).on('close', () => process.exit());`,
);

const supervisor = { spawn };

async function start(clientId = 'p0', ...words: string[]): Promise<ClientProcess> {
  const options = { clientId, supervisor, directory: folder };
  const client = await ClientProcess.spawn(process.execPath, [program, ...words], options);
  started.push(client);
  return client;
}

const send = (client: ClientProcess, value: string, timeoutMs?: number): Promise<object> =>
  client.call('producer.send', { name: 'p0', tag: value, topic: 't', partition: 0, key: null, value }, timeoutMs);

/** The error that a promise is rejected with. */
const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null).catch((error) => error);

/** One for all tests in which nothing happens to it. */
let client: ClientProcess;

beforeAll(async () => {
  client = await start();
});

afterAll(async () => {
  await Promise.all(started.map((client) => client.kill()));
  rmSync(folder, { recursive: true, force: true });
});

describe('the process of a client', () => {
  it('answers calls, each with its own answer whatever their order', async () => {
    expect(await client.call('producer.state', { name: 'p0' })).toEqual({ producerId: 7 });
    expect(await Promise.all([send(client, 'first'), send(client, 'then')])).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('rejects with what the application would have caught', async () => {
    const error = (await failure(send(client, 'refused'))) as ClientError;
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ op: 'producer.send', error: 'ProducerFencedException', message: 'fenced' });
  });

  it('says that the harness has failed where the driver could not make the call', async () => {
    const error = await failure(client.call('producer.begin', { name: 'p9' }));
    expect(error).toBeInstanceOf(HarnessError);
    expect((error as Error).message).toBe('client p0: producer.begin: no such client: p9');
  });

  it('tells what the client told its user', async () => {
    const events: ClientEvent[] = [];
    client.on('event', (event) => events.push(event));
    await send(client, 'acknowledged');
    expect(events).toEqual([{ event: 'sent', name: 'p0', tag: 'acknowledged', offset: 3 }]);
  });

  it('fails calls that are not answered in time, and all that are pending when the process ends', async () => {
    const client = await start();
    expect(await failure(send(client, 'first', 50))).toMatchObject({
      message: expect.stringMatching(/^client p0: producer\.send was not answered in 0\.05 s: \{"name":"p0"/),
    });
    const pending = failure(send(client, 'first'));
    expect(await failure(send(client, 'fatal'))).toMatchObject({
      message: 'client p0: the process ended during producer.send\nout of memory',
    });
    expect(await pending).toBeInstanceOf(HarnessError);
    expect(await failure(send(client, 'first'))).toMatchObject({ name: 'HarnessError' });
  });

  it('that does not come up says what it wrote', async () => {
    expect(await failure(start('p1', 'broken'))).toMatchObject({
      name: 'HarnessError',
      message: 'client p1: the process ended before it took a call\nno such class',
    });
    const nothing = ClientProcess.spawn(join(folder, 'no-java'), [], { clientId: 'p2', supervisor, directory: folder });
    expect(await failure(nothing)).toMatchObject({ message: expect.stringMatching(/^client p2: the process did not/) });
  });

  it('is paused and goes on, and is killed while paused', async () => {
    const client = await start();
    client.suspend();
    expect(await failure(client.call('producer.state', { name: 'p0' }, 100))).toBeInstanceOf(HarnessError);
    client.resume();
    expect(await client.call('producer.state', { name: 'p0' })).toEqual({ producerId: 7 });
    client.suspend();
    const pending = failure(send(client, 'first'));
    await client.kill();
    expect(client.isUp).toBe(false);
    expect(await pending).toMatchObject({
      message: 'client p0: the process ended during producer.send: it was killed',
    });
  });
});
