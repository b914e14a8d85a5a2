import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertCode, CodeAssertionError } from 'kafka-trial/code';

const trial = (step) => new URL(`../${step}/orders.trial.ts`, import.meta.url);

test('an insert that is not awaited is refused, with the line', async () => {
  await assert.rejects(assertCode(trial('not-awaited'), { workers: 1 }), (error) => {
    assert.ok(error instanceof CodeAssertionError);
    assert.match(error.message, /loss of record .* at consumer\.ts:11/);
    assert.match(error.message, /the same again: npx kafka-trial code /);
    return true;
  });
});
