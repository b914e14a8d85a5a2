import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it('they promise something when they are asked for that, once, and know by then what they are called', async () => {
  const program = await prepared({
    'node_modules/@platformatic/kafka/package.json': '{ "type": "module", "main": "dist/apis/definitions.js" }',
    'node_modules/@platformatic/kafka/dist/apis/definitions.js': [
      "import { promisify } from 'node:util';",
      'export function createAPI(key) {',
      '  const api = (...args) => args.pop()(null, [key, ...args]);',
      '    api.async = promisify(api);',
      '    api.key = key;',
      '    return api;',
      '}',
    ].join('\n'),
    'x.trial.ts': `
      import { createAPI } from '@platformatic/kafka';
      export default {
        start: async () => {
          const api = createAPI(18);
          const { async } = api;
          throw new Error(JSON.stringify([await async('asked'), async.key, api.async === async, Object.keys(api)]));
        },
      };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  expect(ledger.lives[0].reason).toBe('Error: [[18,"asked"],18,true,["key","async"]]');
});

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
