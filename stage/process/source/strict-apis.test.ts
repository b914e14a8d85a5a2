import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it('functions by which @platformatic/kafka sends requests are strict, as in an ES module', async () => {
  const program = await prepared({
    'node_modules/@platformatic/kafka/package.json': '{ "type": "module", "main": "dist/apis/definitions.js" }',
    'node_modules/@platformatic/kafka/dist/apis/definitions.js':
      'export function createAPI(...given) {\n  return function api(...args) { return [this === undefined, ...given, ...args]; };\n}\n',
    'x.trial.ts': `
      import { createAPI } from '@platformatic/kafka';
      export default {
        start: () => {
          const api = createAPI(18, 3);
          throw new Error(JSON.stringify([Object.hasOwn(api, 'caller'), ...api('asked')]));
        },
      };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  expect(ledger.lives[0].reason).toBe('Error: [false,true,18,3,"asked"]');
});
