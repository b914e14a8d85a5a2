import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verify } from '../index.ts';
import { semanticsLine } from '../reports/words/headline.ts';
import { remedyWords } from '../reports/words/words.ts';
import { pathOf, readIn } from './searching.ts';

/** What the README quotes is what the tool says: a quotation that nobody checks is soon a story. */
const readme = readFileSync(pathOf('README.md'), 'utf8');
const verdicts = [...readme.matchAll(/^examples\/(\S+\.yaml): (.+)$/gm)];

describe('the README of the examples', () => {
  test.each(verdicts.map(([, file, words]) => ({ file, words })))('$file: $words', async ({ file, words }) => {
    expect(semanticsLine(await verify(readIn(file)))).toBe(words);
  });

  test('quotes a verdict on every example, and the counterexample of one', async () => {
    expect(verdicts).toHaveLength(6);
    const { guarantees } = await verify(readIn('bank-transfer/balances-outside.yaml'));
    const told = guarantees.filter(({ verdict }) => verdict === 'violated');
    expect(told.map(({ id }) => id)).toEqual(['no-duplicates']);
    for (const { counterexample, remedy } of told) {
      expect(readme).toContain(`  Summary  ${counterexample?.summary}\n  Cause    ${counterexample?.cause}\n`);
      expect(readme).toContain(`  Remedy   ${remedy === undefined ? '' : remedyWords(remedy)}\n`);
    }
  });
});
