import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { DELIVERY_KEYS } from '../../setups/keys.ts';
import { readSetup } from '../../setups/reading/read-setup.ts';
import { applicationExamples } from './application-table.ts';

const page = readFileSync(join(import.meta.dirname, '../applications.md'), 'utf8');

it('every setup of the page of applications is one', () => {
  const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text);
  expect(blocks).toHaveLength(5);
  for (const text of blocks) expect(() => readSetup({ setups: [{ file: 'page.yaml', text }] })).not.toThrow();
});

it('every key of application has an example there, which says something else than the default', () => {
  const examples = [...applicationExamples().matchAll(/^\| `(application: .*?)` \|/gm)].map(([, text]) => text);
  const keys = examples.flatMap((text) => Object.keys((parse(text) as { application: object }).application));
  expect(keys).toEqual(Object.keys(DELIVERY_KEYS.application));
  const read = examples.filter((text) => {
    try {
      readSetup({ setups: [{ file: 'example.yaml', text }] });
      return true;
    } catch {
      return false;
    }
  });
  // What needs a companion, as commit: auto needs enable.auto.commit, is shown all the same.
  expect(read.length).toBeGreaterThan(examples.length / 2);
});
