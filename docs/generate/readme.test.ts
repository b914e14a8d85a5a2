import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kafkaTrial } from '../../cli/testing/fake.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

it('the README lists the commands that there are', async () => {
  const { stdout } = await kafkaTrial(['--help']);
  const known = [...stdout.matchAll(/^ {2}(\w+) (?=.*\S {2,}\S)/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
  const rows = readme.slice(readme.indexOf('| command | does |')).split('\n').slice(2);
  const names = rows.slice(0, rows.indexOf('')).map((row) => row.split(' | ', 1)[0]);
  const listed = names.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
  expect(known).toContain('verify');
  expect([...new Set(listed)].sort()).toEqual(known.sort());
});
