import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from './deviation.ts';
import type { Prepared } from './process/prepare.ts';
import type { RunResult } from './run-result.ts';
import { run } from './run.ts';
import { prepared } from './testing/prepared.ts';
import { quietWorld } from './testing/quiet-world.ts';

const PROGRAM = {
  'db.ts': `
    export const where: string = import.meta.url;
    export const insert = async (row: string) => { throw new Error('the real database'); };
  `,
  'main.ts': `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { randomUUID } from 'node:crypto';
    import { insert } from './db.ts';
    const life = globalThis as { lives?: number };
    life.lives = (life.lives ?? 0) + 1;
    await sleep(100);
    await insert('record-001 ' + [new Date().toISOString(), Math.random(), randomUUID(), life.lives, process.hrtime()].join(' '));
    const answer = await fetch('http://pay.example/charge', { method: 'POST', body: 'record-002' });
    console.log(answer.status, await answer.json());
    setInterval(() => {}, 60_000);
  `,
  'x.trial.ts': `
    import { tryCode } from 'kafka-trial/code';
    export default tryCode({ start: () => import("./main.ts"), effects: { './db.ts': ['insert'] } });
  `,
};

let program: Prepared;
beforeAll(async () => {
  program = await prepared(PROGRAM);
});

const told = ({ ledger }: RunResult): string[] =>
  ledger.outcomes.map(({ what, state, records, incarnation }) => `${what} ${records.join()} ${state} ${incarnation}`);
const faulted = (at: number, fault: Fault): Promise<RunResult> => run(program, quietWorld(), 'seed', [{ at, fault }]);
const INSERT = 1;

describe('a run of a program', () => {
  it('is the same for the same seed, and another for another', async () => {
    const [first, again, other] = [
      await run(program, quietWorld(), 'seed'),
      await run(program, quietWorld(), 'seed', [], { lines: true }),
      await run(program, quietWorld(), 'other'),
    ];
    expect(again.digest).toBe(first.digest);
    expect(other.digest).not.toBe(first.digest);
    expect(told(first)).toEqual(['insert record-001 done 0', 'POST http://pay.example/charge record-002 done 0']);
    expect(first.ledger).toMatchObject({ atRest: true, lives: [{ process: 0, incarnation: 0, end: 'alive' }] });
  });

  it('knows the line of the user at each effect', async () => {
    const { points } = await run(program, quietWorld(), 'seed', [], { lines: true });
    expect(
      points.filter(({ kind }) => kind === 'effect').map(({ what, line }) => [what, line?.file, line?.line]),
    ).toEqual([
      ['insert', 'main.ts', 8],
      ['POST http://pay.example/charge', 'main.ts', 9],
    ]);
  });

  it('knows it also where the trial stands in for what the program calls, unless the program is in the trial file itself', async () => {
    const standIn = await prepared({
      'twice.ts': 'export const twice = async (work) => {\n  await work();\n  await work();\n};',
      'x.trial.ts': `
        import { twice } from './twice.ts';
        const start = async ({ effect }) => {
          const insert = effect('insert');
          const bulk = async () => {
            await insert('record-001');
            await insert('record-002');
          };
          const own = () => insert('record-003');
          setTimeout(twice, 0, bulk);
          setTimeout(async () => {
            await twice(own);
          }, 1000);
        };
        export default { start };
      `,
    });
    const { points } = await run(standIn, quietWorld(), 'seed', [], { lines: true });
    const twice = (place: string): string[] => [place, place];
    const places = points.flatMap(({ kind, line }) => (kind === 'effect' ? `${line?.file}:${line?.line}` : []));
    expect(places).toEqual([...twice('twice.ts:2'), ...twice('twice.ts:3'), ...twice('x.trial.ts:9')]);
  });

  it('has moments before an effect, after it, and when a timer of the user fires', async () => {
    const { points } = await run(program, quietWorld(), 'seed');
    expect(points.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      'timer 100 ms',
      'effect insert',
      'response insert',
      'effect POST http://pay.example/charge',
      'response POST http://pay.example/charge',
      'timer 60000 ms',
    ]);
  });

  it('asks the trial what the outside world answers by its own clock, and what the file remembers is that of the run', async () => {
    const asking = await prepared({
      'db.ts': 'export const age = async () => "";',
      'x.trial.ts': `
        import { age } from './db.ts';
        const loaded = Date.now();
        let times = 0;
        const returns = () => [++times, Date.now() - loaded].join(' ');
        const start = () => setTimeout(async () => { throw new Error(await age()); }, 60_000);
        export default { start, effects: { './db.ts': { age: { reads: true, returns } } } };
      `,
    });
    for (const _ of ['once', 'again']) {
      const { ledger } = await run(asking, quietWorld(), 'seed');
      expect(ledger.lives.slice(0, 2).map(({ reason }) => reason)).toEqual(['Error: 1 60002', 'Error: 2 121005']);
    }
  });

  it('begins anew after a crash, with fresh modules and a fresh global object', async () => {
    const before = await faulted(INSERT, { kind: 'consumer.crash' });
    const after = await faulted(INSERT + 1, { kind: 'consumer.crash' });
    expect(told(before).map((words) => words.slice(0, 22))).toEqual([
      'insert record-001 done',
      'POST http://pay.exampl',
    ]);
    expect(told(after).filter((words) => words.startsWith('insert'))).toEqual([
      'insert record-001 done 0',
      'insert record-001 done 1',
    ]);
    expect(before.ledger.lives).toEqual([
      { process: 0, incarnation: 0, end: 'crashed' },
      { process: 0, incarnation: 1, end: 'alive' },
    ]);
  });

  it('finds on Reflect nothing of what another life has kept there, as reflect-metadata does of decorators', async () => {
    const decorating = await prepared({
      'x.trial.ts': `
        const start = () => {
          const said = Object.keys(Reflect).concat(Object.keys(globalThis.Reflect), Reflect.has({ a: 1 }, 'a'));
          Object.assign(Reflect, { controller: true });
          throw new Error(said.join(' '));
        };
        export default { start };
      `,
    });
    const { ledger } = await run(decorating, quietWorld(), 'seed');
    expect(ledger.lives.slice(0, 2).map(({ reason }) => reason)).toEqual(['Error: true', 'Error: true']);
  });

  it('comes to rest though it looks for work without a pause, where nothing new has come of that for half a minute', async () => {
    const looking = await prepared({
      'x.trial.ts': `
        const start = async ({ effect }) => {
          const look = effect('look', { reads: true });
          for (;;) await Promise.all([look('a'), look('b'), look('c')]);
        };
        export default { start, input: { topic: 'orders' } };
      `,
    });
    const { ledger } = await run(looking, quietWorld(), 'seed');
    expect(ledger).toMatchObject({ atRest: true, lives: [{ end: 'alive' }] });
  });

  it('is waited for twice as long each time that it ends by itself, so that whatever kept it from starting may pass', async () => {
    const starting = await prepared({
      'x.trial.ts': `
        const opens = Date.UTC(2026, 0, 1, 0, 0, 30);
        const start = () => { if (Date.now() < opens) throw new Error('not yet'); setInterval(() => {}, 60_000); };
        export default { start };
      `,
    });
    const { ledger, trace } = await run(starting, quietWorld(), 'seed');
    expect(ledger.lives.at(-1)).toMatchObject({ incarnation: 5, end: 'alive' });
    const starts = trace.filter(({ text }) => text === 'starts again').map(({ time }) => time);
    expect(starts).toEqual([1000, 3000, 7000, 15_000, 31_000]);
  });

  it('tells the program of an effect that failed, and of an answer that was lost, as exceptions that nobody catches', async () => {
    const failed = await faulted(INSERT, { kind: 'effect.failed' });
    expect(told(failed).slice(0, 2)).toEqual(['insert record-001 failed 0', 'insert record-001 done 1']);
    expect(failed.ledger.lives[0]).toMatchObject({ end: 'threw', reason: expect.stringMatching(/insert failed/) });
    const lost = await faulted(INSERT + 1, { kind: 'response.lost' });
    expect(told(lost).slice(0, 2)).toEqual(['insert record-001 done 0', 'insert record-001 done 1']);
    expect(lost.ledger.outcomes.map(({ isAnswerLost }) => isAnswerLost)).toEqual([true, undefined, undefined]);
  });

  it('lets a process stand still, and go on where it was', async () => {
    const { ledger, trace } = await faulted(INSERT + 1, { kind: 'consumer.stall', timers: [] });
    expect(ledger.lives).toHaveLength(1);
    expect(trace.map(({ text }) => text)).toContain('goes on');
    expect(ledger.outcomes).toHaveLength(2);
  });

  it('goes on until a timer of its own has fired that may do something, and not for one that only looks', async () => {
    const withTimer = await prepared({
      'x.trial.ts': `
        const start = async ({ effect }) => {
          const insert = effect('insert');
          const remind = effect('remind');
          for (const id of ['record-001', 'record-002']) {
            await insert(id);
            setTimeout(() => remind(id), 120_000);
          }
          setInterval(() => {}, 30_000);
          setTimeout(() => insert('record-001'), 600_000);
        };
        export default { start };
      `,
    });
    const { ledger, points } = await run(withTimer, quietWorld(), 'seed');
    expect(ledger).toMatchObject({ atRest: true, lives: [{ end: 'alive' }] });
    expect(ledger.outcomes.map(({ what, records }) => `${what} ${records.join()}`)).toEqual([
      'insert record-001',
      'insert record-002',
      'remind record-001',
      'remind record-002',
    ]);
    expect(points.some(({ what }) => what === '600000 ms')).toBe(false);
  });

  it('comes to rest where a timer does the same for ever, and has no more moments than if it did it twice', async () => {
    const { ledger, points } = await run(
      await prepared({
        'x.trial.ts': `
          import { tryCode } from 'kafka-trial/code';
          const push = () => fetch('http://metrics/push', { method: 'POST', body: 'up' });
          export default tryCode({ start: () => void setInterval(push, 1000) });
        `,
      }),
      quietWorld(),
      'seed',
    );
    expect(ledger.atRest).toBe(true);
    expect(points.length).toBeLessThan(15);
  });

  it('tells a program that nobody waits for an answer any more, which may come to its end all the same', async () => {
    const patient = await prepared({
      'x.trial.ts': `
        import { tryCode } from 'kafka-trial/code';
        const pay = (signal) => fetch('http://pay/charge', { method: 'POST', body: 'record-001', signal });
        const start = () => pay(AbortSignal.timeout(2000)).catch(({ name }) => console.error(name));
        export default tryCode({ start: async () => { await start(); setInterval(() => {}, 60_000); } });
      `,
    });
    const { lastWords, ledger, points, trace } = await run(patient, quietWorld(), 'seed', [
      { at: 0, fault: { kind: 'effect.late' } },
    ]);
    expect(lastWords).toMatch('TimeoutError');
    expect(ledger.outcomes.map(({ state }) => state)).toEqual(['done']);
    expect(trace.at(-1)?.time).toBeGreaterThan(2000);
    expect(points.filter(({ what }) => what.endsWith(', late')).map(({ faults }) => faults)).toEqual([
      [{ kind: 'consumer.crash' }, { kind: 'effect.failed' }, { kind: 'effect.failed', status: 503 }],
    ]);
  });

  it('may fail a call that only looks', async () => {
    const looking = await prepared({
      'x.trial.ts': `
        import { tryCode } from 'kafka-trial/code';
        const start = () => fetch('http://shop/price').then(() => console.error('told'), () => console.error('failed'));
        export default tryCode({ start });
      `,
    });
    const words = async (...deviations: Parameters<typeof run>[3] & object) =>
      (await run(looking, quietWorld(), 'seed', deviations)).lastWords;
    expect(await words()).toMatch('told');
    expect(await words({ at: 0, fault: { kind: 'effect.failed' } })).toMatch('failed');
  });

  it('says which deviations could not happen', async () => {
    const { ignored } = await faulted(400, { kind: 'consumer.crash' });
    expect(ignored).toHaveLength(1);
  });
});

it.each([
  ['where it exits', 'process.exit(3)', 2],
  [
    'where the exception comes from of which it complained',
    "const error = new Error('no');\nprocess.stderr.write(String(error.stack))",
    2,
  ],
])('a process that ends by itself has the line %s', async (_, does, line) => {
  const ends = await prepared({ 'x.trial.ts': `export default { start: () => {\n${does};\n} };` });
  const { ledger, trace } = await run(ends, quietWorld(), 'seed', [], { lines: true });
  expect(ledger.lives[0]).toMatchObject({ end: 'exited', line: { file: 'x.trial.ts', line } });
  expect(trace.find(({ text }) => text.startsWith('exited'))?.line).toEqual(ledger.lives[0].line);
});
