import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

/** As the library has it: all schemas are compiled as the module is loaded, by what stands for ajv. */
const OPTIONS = `
  const compiled = [];
  const ajv = {
    opts: { validateSchema: true, code: { optimize: 1 } },
    compile(schema) {
      const { validateSchema, code } = ajv.opts;
      compiled.push(schema.name + ', its own validated: ' + validateSchema + ', optimized: ' + code.optimize);
      const validate = (value) => {
        validate.errors = value === schema.name ? null : ['must be ' + schema.name];
        return validate.errors === null;
      };
      return validate;
    },
  };
  module.exports = { one: ajv.compile({ name: 'one' }), two: ajv.compile({ name: 'two' }), ajv, compiled };
`;

it('a validator of @platformatic/kafka is compiled when it is asked first, once for all lives, and says in each what it would have said', async () => {
  const program = await prepared({
    'node_modules/@platformatic/kafka/package.json': '{ "main": "dist/clients/base/options.js" }',
    'node_modules/@platformatic/kafka/dist/clients/base/options.js': OPTIONS,
    'x.trial.ts': `
      import { one, ajv, compiled } from '@platformatic/kafka';
      export default {
        start: () => {
          const said = [one('one'), one.errors, one('two'), one.errors, compiled, ajv.opts];
          throw new Error(JSON.stringify(said));
        },
      };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  const opts = { validateSchema: true, code: { optimize: 1 } };
  const said = [true, null, false, ['must be one'], ['one, its own validated: false, optimized: 0'], opts];
  expect(ledger.lives[0].reason).toBe(`Error: ${JSON.stringify(said)}`);
  const [one, errors, two, why, , options] = said;
  expect(ledger.lives[1].reason).toBe(`Error: ${JSON.stringify([one, errors, two, why, [], options])}`);
});
