import { expect, it } from 'vitest';
import type { Deviation } from '../../deviation.ts';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

/** A program that does something as it starts, and what its trial says besides. */
const came = async (does: string, more = '', deviations: readonly Deviation[] = [], lines = false) =>
  run(
    await prepared({
      'x.trial.ts': `
        export default { start: async ({ effect }) => { ${does}; }, ${more} };
      `,
    }),
    quietWorld(),
    'seed',
    deviations,
    { lines },
  );
const states = async (...given: Parameters<typeof came>): Promise<string[]> =>
  (await came(...given)).ledger.outcomes.map(({ state }) => state);

it('an effect answers by its callback, as Node’s functions do', async () => {
  const { lastWords, ledger } = await came(`
    const query = effect('query', { callback: true, returns: ([row]) => { if (row === 'bad') throw new Error('full'); return 7; } });
    const promise = query('record-001', (error, value) => query('bad', (full) => console.error(error, value, full.message)));
    if (promise !== undefined) throw new Error('both');
  `);
  expect(lastWords).toBe('null 7 full\n');
  expect(ledger.outcomes.map(({ state }) => state)).toEqual(['done', 'failed']);
});

it('one that is done when it returns answers at once, and throws what it fails by; a crash ends its process before it or behind it', async () => {
  const start = `
    const insert = effect('insert', { sync: true, key: 0, returns: ([row]) => row.length });
    try { console.error(insert('record-001')); } catch (error) { console.error('caught', error.message); }
    insert('record-002')`;
  const { points, lastWords, ledger } = await came(start);
  expect(lastWords).toBe('10\n');
  expect(ledger.outcomes.map(({ state, records }) => `${state} ${records.join()}`)).toEqual([
    'done record-001',
    'done record-002',
  ]);
  const ofFirst = points.filter(({ what }) => what === 'insert').slice(0, 2);
  expect(ofFirst.map(({ kind, faults }) => `${kind}: ${faults.map((one) => one.kind).join()}`)).toEqual([
    'effect: consumer.crash,effect.failed',
    'response: consumer.crash,terminate',
  ]);
  const [before, behind] = ofFirst;
  const failed = await came(start, '', [{ at: before.at, fault: { kind: 'effect.failed' } }]);
  expect(failed.lastWords).toBe("caught insert failed: this is a fault of the trial's\n");
  expect(failed.ledger.outcomes.map(({ state }) => state)).toEqual(['failed', 'done']);
  const crash = async (at: number): Promise<string[]> =>
    (await came(start, '', [{ at, fault: { kind: 'consumer.crash' } }])).ledger.outcomes.map(
      ({ state, incarnation }) => `${state} in life ${incarnation + 1}`,
    );
  expect(await crash(before.at)).toEqual(['done in life 2', 'done in life 2']);
  expect(await crash(behind.at)).toEqual(['done in life 1', 'repeated in life 2', 'done in life 2']);
});

it('one that is called with a function is refused until the trial says what that is', async () => {
  const call = (how: string) => states(`await effect('query'${how})('record-001', () => {})`);
  await expect(call('')).rejects.toThrow('x.trial.ts:2: calls query with a function, which nobody would call');
  expect(await call(', { callback: false }')).toEqual(['done']);
});

it('one whose key is none of its arguments, or whose answer would have to be waited for, is refused', async () => {
  const call = (how: string) => states(`await effect('insert', ${how})('record-001')`);
  await expect(call('{ key: 1 }')).rejects.toThrow(
    'x.trial.ts:2: calls insert without argument 1, which names what it writes',
  );
  await expect(call('{ returns: async () => { throw new Error("twice"); } }')).rejects.toThrow(
    'answers insert with a promise',
  );
  await expect(states(`await fetch('http://shop')`, 'fetch: async () => ({ status: 503 })')).rejects.toThrow(
    'answers fetch() with a promise',
  );
});

it('an object names what is written by all that is in it', async () => {
  const save = (order: string) => `await save(${order}, 'record-001');`;
  const saves = ['{ id: 1, lines: [{ sku: 2 }] }', '{ lines: [{ sku: 2 }], id: 1 }', '{ id: 1, lines: [{ sku: 3 }] }'];
  const long = ['Array(200).fill(1)', '[...Array(199).fill(1), 2]'];
  expect(await states(`const save = effect('save', { key: 0 }); ${[...saves, ...long].map(save).join(' ')}`)).toEqual([
    'done',
    'repeated',
    'done',
    'done',
    'done',
  ]);
});

it('a process may stand still as it is told what it has looked at', async () => {
  const { points } = await came(`await effect('exists', { reads: true })('record-001')`);
  const moments = points.map(({ kind, what, faults }) => `${kind} ${what}: ${faults.map((one) => one.kind).join()}`);
  expect(moments).toContain('response exists: consumer.stall');
});

it('a service that fails may say so by a status, which throws nothing', async () => {
  const start =
    "const { status } = await fetch('http://shop', { method: 'POST', body: 'record-001' }); console.error(status);";
  const { at, faults } = (await came(start)).points[0];
  const fault = faults.find(({ status }) => status !== undefined);
  if (fault === undefined) throw new Error('no status');
  expect(fault).toEqual({ kind: 'effect.failed', status: 503 });
  const { lastWords, ledger } = await came(start, '', [{ at, fault }]);
  expect([lastWords, ledger.outcomes[0].state]).toEqual(['503\n', 'failed']);
});

it('what the outside world has refused is not there: it may be written under the same key', async () => {
  const writes = `
    const write = effect('write', { key: 0, returns: (_, world) => { if (!world.has('up')) { world.set('up', 1); throw new Error('down'); } } });
    for (const _ of [1, 2, 3]) await write('record-001').catch(() => {});
  `;
  expect(await states(writes)).toEqual(['failed', 'done', 'repeated']);
});

it.each([
  ['status: 503', 'failed'],
  ['status: 404', 'failed'],
  ['status: 302', 'done'],
  ['status: 503, takesEffect: true', 'done'],
])('a request by HTTP has an effect unless its status says that it was refused: %s', async (answer, state) => {
  expect(await states("await fetch('http://shop/', { method: 'POST' })", `fetch: () => ({ ${answer} })`)).toEqual([
    state,
  ]);
});

it('who has records from what it looks at lets go of what it does with them; before that it begins its loops', async () => {
  const relay = (rows: string) =>
    came(
      `
      const pending = effect('pending', { reads: true, returns: () => ${rows} });
      const send = effect('send');
      const loop = async () => { for (const row of await pending()) { send(row); } send('record-002'); };
      loop();
    `,
      '',
      [],
      true,
    );
  const letGo = async (rows: string) => (await relay(rows)).ledger.outcomes.map(({ isLetGo = false }) => isLetGo);
  expect(await letGo("['record-001']")).toEqual([true, true]);
  expect(await letGo('[]')).toEqual([false]);
});
