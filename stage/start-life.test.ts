import { expect, it } from 'vitest';
import { run } from './run.ts';
import { prepared } from './testing/prepared.ts';
import { quietWorld } from './testing/quiet-world.ts';

it('a program is started again until it has ended by itself twelve times in a row: after a crash it has all its lives again', async () => {
  const failing = await prepared({
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      const push = () => fetch('http://shop/orders', { method: 'POST', body: 'record-001' });
      export default tryCode({ start: async () => { await push(); throw new Error('no'); } });
    `,
  });
  const ends = async (...deviations: Parameters<typeof run>[3] & object) =>
    (await run(failing, quietWorld(), 'seed', deviations)).ledger.lives.map(({ end }) => end);
  const twelve = Array.from({ length: 12 }, () => 'threw');
  expect(await ends()).toEqual(twelve);
  const name = 'effect POST http://shop/orders 0/1 #1';
  expect(await ends({ at: 0, name, fault: { kind: 'consumer.crash' } })).toEqual(['threw', 'crashed', ...twelve]);
});

it('what a trial remembers for a function that a program is handed is the outside’s: no crash loses it, and no other run has it', async () => {
  const locking = await prepared({
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      const locks = new Set();
      export default tryCode({
        start: async ({ effect }) => {
          const lock = effect('lock', { returns: ([key]) => !locks.has(key) && locks.add(key).size > 0 });
          if (await lock('record-001')) await fetch('http://shop/orders', { method: 'POST', body: 'record-001' });
          throw new Error('no');
        },
      });
    `,
  });
  const done = async (): Promise<number[]> => {
    const { outcomes, lives } = (await run(locking, quietWorld(), 'seed')).ledger;
    const times = (name: string): number => outcomes.filter(({ what }) => what.startsWith(name)).length;
    return [lives.length, times('lock'), times('POST')];
  };
  expect(await done()).toEqual([12, 12, 1]);
  expect(await done()).toEqual([12, 12, 1]);
});
