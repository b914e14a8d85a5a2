import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it('has no calls of the stage’s in what a program is told of its errors, and so none that lines being looked at adds', async () => {
  const program = await prepared({
    'x.trial.ts': `
      const told = () => new Error('here').stack;
      export default {
        start: () => { setTimeout(() => { process.stdout.write(told()); throw new Error(told()); }, 5); },
      };
    `,
  });
  const plain = await run(program, quietWorld(), 'seed');
  const looked = await run(program, quietWorld(), 'seed', [], { lines: true });
  const [name, ...calls] = (plain.ledger.lives[0].reason ?? '').split('\n');
  expect(name).toBe('Error: Error: here');
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter((call) => !call.includes('stage:program'))).toEqual([]);
  expect(looked.digest).toBe(plain.digest);
});
