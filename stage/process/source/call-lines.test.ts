import { expect, it } from 'vitest';
import { API } from '../../../wire/api-keys.ts';
import type { Body } from '../../../wire/apache/message-type.ts';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';
import { CallLines } from './call-lines.ts';
import type { BrokerWorld } from '../network/broker-world.ts';

/** Key and version, and what each request says: to a group `g`, of a member `m`, of no topic. */
const REQUESTS = {
  coordinator: '000a 0000 00000001 0001 63 0001 67',
  commit: '0008 0002 00000001 0001 63 0001 67 00000001 0001 6d ffffffffffffffff 00000000',
  fetch: '0001 0004 00000001 0001 63 ffffffff 00000000 00000000 00100000 00 00000000',
};

const ANSWERS: Readonly<Record<number, Body>> = {
  [API.FindCoordinator]: { errorCode: 0, nodeId: 0, host: 'broker-0', port: 9092 },
  [API.OffsetCommit]: { topics: [] },
  [API.Fetch]: { throttleTimeMs: 0, responses: [] },
};

/** A library that does everything in callbacks, and gives promises of it. */
const LIBRARY = `
  const { connect } = require('node:net');
  const REQUESTS = ${JSON.stringify(REQUESTS)};
  const waiting = [];
  let socket;
  function ask(name, done) {
    const payload = Buffer.from(REQUESTS[name].replaceAll(' ', ''), 'hex');
    const length = Buffer.alloc(4);
    length.writeInt32BE(payload.length);
    waiting.push(done);
    socket.write(Buffer.concat([length, payload]));
  }
  const promised = (run) => new Promise((done) => run(done));
  exports.open = () => promised((done) => {
    socket = connect(9092, 'broker-0', done);
    socket.on('data', () => waiting.shift()());
  });
  /** It commits what it has fetched by itself. */
  exports.consume = () => promised((done) => ask('coordinator', () => ask('fetch', () => ask('commit', done))));
  exports.commit = () => promised((done) => ask('coordinator', () => ask('commit', done)));
`;

const PROGRAM = `
import { open, consume, commit } from 'client';
export async function main() {
  await open();
  await consume();
  await commit();
  throw new Error('done');
}
`;

it("a commit that a library makes in a callback is the line's that asked for it; what it commits by itself is no line's", async () => {
  const program = await prepared({
    'node_modules/client/index.js': LIBRARY,
    'program.ts': PROGRAM,
    'x.trial.ts': "import { main } from './program.ts';\nexport default { start: main };",
  });
  let state = {};
  const world: BrokerWorld = {
    ...quietWorld(0),
    get state() {
      return state;
    },
    isUp: () => true,
    receive: ({ ticket, apiKey }) => {
      state = {};
      return [{ ticket, body: ANSWERS[apiKey] }];
    },
  };
  const { points, asked, ledger } = await run(program, world, 'seed', [], { lines: true });
  expect(ledger.lives[0].reason).toBe('Error: done');
  const first = points.filter(({ kind, incarnation }) => kind === 'request' && incarnation === 0);
  expect(first.map(({ what, line }) => `${what} ${line?.line ?? 'by itself'}`)).toEqual([
    'FindCoordinator 5',
    'Fetch by itself',
    'OffsetCommit by itself',
    'FindCoordinator 6',
    'OffsetCommit 6',
  ]);
  expect(asked).toEqual(['OffsetCommit']);
});

it('what is done when nobody asks for lines any more belongs to no call', async () => {
  const { lines } = await prepared({ 'x.trial.ts': 'export default { start: () => {} };' });
  let looked = 0;
  const executed = () => {
    looked += 1;
    return {};
  };
  let isQuiet = false;
  const calls = new CallLines(
    Object.assign(lines, { executed }),
    () => true,
    () => isQuiet,
  );
  calls.enable();
  void Promise.resolve();
  const before = looked;
  isQuiet = true;
  void Promise.resolve();
  const happens = (): void => {};
  expect(calls.kept(happens)).toBe(happens);
  calls.disable();
  expect(before).toBeGreaterThan(0);
  expect(looked).toBe(before);
});

it('what is done aside belongs to no call: nobody looks for its line', async () => {
  const { lines } = await prepared({ 'x.trial.ts': 'export default { start: () => {} };' });
  const looked: string[] = [];
  let what = 'the run';
  const executed = () => {
    looked.push(what);
    return {};
  };
  const calls = new CallLines(Object.assign(lines, { executed }));
  calls.enable();
  void Promise.resolve();
  what = 'aside';
  calls.aside(() => void Promise.resolve());
  calls.disable();
  expect(looked).toContain('the run');
  expect(looked).not.toContain('aside');
});

it('a process that starts again belongs to no call, though one was at work when it ended', async () => {
  const { lines } = await prepared({ 'x.trial.ts': 'export default { start: () => {} };' });
  const line = { file: 'x.ts', line: 7, column: 3 };
  const calls = new CallLines(Object.assign(lines, { executed: () => ({ line }) }));
  const seen: unknown[] = [];
  const look = (): void => void seen.push(calls.current());
  const event = calls.kept(() => {
    look();
    calls.afresh(look);
    look();
  });
  event();
  expect(seen).toEqual([line, undefined, line]);
});
