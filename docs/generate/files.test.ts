import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, SCHEMAS } from './files.ts';
import { withParts } from './generated-part.ts';
import { README_PICTURE, readmePicture } from './pictures.ts';

const root = join(import.meta.dirname, '../..');
const committed = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('what is committed equals its source (if not: npm run docs)', () => {
  it.each(Object.entries(PAGES))('%s', (page, parts) => {
    expect(committed(page)).toBe(withParts(committed(page), parts));
  });

  it.each(Object.entries(SCHEMAS))('%s', (file, schema) => {
    expect(committed(file)).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });
});

it('the picture of the README is that of the verdict', async () => {
  expect(committed(README_PICTURE)).toBe(await readmePicture(root));
});

describe('a page', () => {
  const part = { name: 'keys', source: 'keys.ts', text: '| key |\n' };

  it('keeps what stands around its generated parts', () => {
    const page = 'before\n<!-- keys: stale -->\nstale\n<!-- end of keys -->\nbehind\n';
    const written = 'before\n<!-- keys: from keys.ts, by npm run docs -->\n\n| key |\n\n<!-- end of keys -->\nbehind\n';
    expect(withParts(page, [part])).toBe(written);
    expect(withParts(written, [part])).toBe(written);
  });

  it('without a place for one of its parts is an error', () => {
    expect(() => withParts('before\n', [part])).toThrow('the page has no part "keys"');
  });
});
