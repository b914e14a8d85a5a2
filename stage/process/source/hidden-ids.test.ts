import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it.each([
  ['', ''],
  [
    'after another has kept something for what follows',
    `new (require('node:async_hooks').AsyncLocalStorage)().run({}, () => {});`,
  ],
])('a program that logs a promise says the same where its lines are looked at %s', async (_when, before) => {
  await run(
    await prepared({ 'x.trial.ts': `export default { start: async () => { ${before} } };` }),
    quietWorld(),
    'seed',
  );
  const program = await prepared({
    'x.trial.ts': `
      export default {
        start: async () => {
          const saved = new Promise((resolve) => setTimeout(resolve, 1000));
          console.log('saved', saved);
          await saved;
          throw new Error(require('node:util').inspect({ saved }));
        },
      };
    `,
  });
  const plain = await run(program, quietWorld(), 'seed');
  const looked = await run(program, quietWorld(), 'seed', [], { lines: true });
  expect(plain.ledger.lives[0].reason).toBe('Error: { saved: Promise { undefined } }');
  expect(looked.digest).toBe(plain.digest);
});
