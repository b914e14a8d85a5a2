import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it('ajv is loaded when @platformatic/kafka asks something of it, and knows its keywords then', async () => {
  const program = await prepared({
    'node_modules/ajv/dist/2020.js': `
      globalThis.loads.push('ajv');
      exports.Ajv2020 = class {
        constructor(opts) { this.opts = opts; this.keywords = []; }
        addKeyword({ keyword }) { this.keywords.push(keyword); }
        errorsText() { return 'knows ' + this.keywords; }
      };
    `,
    'node_modules/@platformatic/kafka/package.json': '{ "type": "module", "exports": "./dist/utils.js" }',
    'node_modules/@platformatic/kafka/dist/utils.js': [
      "import { Ajv2020 } from 'ajv/dist/2020.js';",
      'export const ajv = new Ajv2020({ allErrors: true });',
      "ajv.addKeyword({ keyword: 'bigint' });",
      "ajv.addKeyword({ keyword: 'map' });",
    ].join('\n'),
    'loads.ts': 'globalThis.loads = [];',
    'x.trial.ts': `
      import './loads.ts';
      import { ajv } from '@platformatic/kafka';
      export default {
        start: () => {
          const before = globalThis.loads.length;
          const said = [before, ajv.errorsText(), ajv.opts, globalThis.loads];
          ajv.addKeyword({ keyword: 'buffer' });
          throw new Error(JSON.stringify([...said, ajv.errorsText()]));
        },
      };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  const said = [0, 'knows bigint,map', { allErrors: true }, ['ajv'], 'knows bigint,map,buffer'];
  expect(ledger.lives[0].reason).toBe(`Error: ${JSON.stringify(said)}`);
});
