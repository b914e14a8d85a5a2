import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it("Avro's library is loaded when the registry of @platformatic/kafka asks for something of it, and not before", async () => {
  const program = await prepared({
    'node_modules/avsc/package.json': '{ "main": "index.js" }',
    'node_modules/avsc/index.js': `
      globalThis.loads.push('avsc');
      exports.Type = { forSchema: (schema) => 'a type of ' + schema };
    `,
    'node_modules/@platformatic/kafka/package.json': '{ "type": "module", "exports": "./dist/registry.js" }',
    'node_modules/@platformatic/kafka/dist/registry.js': `
      import avro from 'avsc';
      export const typeOf = (schema) => avro.Type.forSchema(schema);
    `,
    'loads.ts': 'globalThis.loads = [];',
    'x.trial.ts': `
      import './loads.ts';
      import { typeOf } from '@platformatic/kafka';
      export default {
        start: () => {
          const before = globalThis.loads.length;
          throw new Error(JSON.stringify([before, typeOf('orders'), typeOf('bills'), globalThis.loads]));
        },
      };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  expect(ledger.lives[0].reason).toBe(`Error: [0,"a type of orders","a type of bills",["avsc"]]`);
});
