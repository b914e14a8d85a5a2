import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verify } from '../index.ts';
import { pathOf } from './searching.ts';

/** The lines of the README's section "As a library", run as they stand. */
const readme = readFileSync(pathOf('../README.md'), 'utf8');
const [, , code = ''] = /^## As a library$(.*?)^```ts\n(.*?)^```$/ms.exec(readme) ?? [];

test('the lines of the README run, and print what it says', async () => {
  const [imported, ...lines] = code.trim().split('\n');
  expect(imported).toBe("import { verify } from 'kafka-trial';");
  expect(lines.length).toBeLessThan(6);
  const printed: unknown[] = [];
  // oxlint-disable-next-line typescript/no-implied-eval -- the README's own lines, and nothing else
  const run = new Function('verify', 'console', `return (async () => {${lines.join('\n')}})()`) as (
    ...given: unknown[]
  ) => Promise<void>;
  await run(verify, { log: (...words: unknown[]) => printed.push(words.join(' ')), error: () => {} });
  expect(printed).toHaveLength(1);
  expect(readme).toContain(`\n${String(printed[0])}\n`);
});
