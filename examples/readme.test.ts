import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fakeIo } from '../cli/testing/fake.ts';
import { engine } from '../judging/engine.ts';
import { searchScope } from '../judging/search.ts';
import { judged } from '../judging/verdicts.ts';
import { limitsOf } from '../cli/search-options.ts';
import { loadSetup } from '../cli/setup-file.ts';
import { clusterTrial } from '../properties/trial.ts';
import { remedyWords, semanticsLine } from '../reports/words.ts';
import { pathOf, setupIn } from './searching.ts';

/** What the README quotes is what the tool says: a quotation that nobody checks is soon a story. */
const readme = readFileSync(pathOf('README.md'), 'utf8');
const verdicts = [...readme.matchAll(/^examples\/(\S+\.yaml): (.+)$/gm)];

const statesMax = 200_000;
const limits = limitsOf({ workers: 1 }, fakeIo(), { aborted: false });

describe('the README of the examples', () => {
  test.each(verdicts.map(([, file, words]) => ({ file, words })))('$file: $words', ({ file, words }) => {
    const setup = setupIn(file);
    const trial = clusterTrial(setup);
    expect(semanticsLine(judged(setup, trial, [searchScope(trial, { statesMax })]))).toBe(words);
  });

  test('quotes a verdict on every example, and the counterexample of one', async () => {
    expect(verdicts).toHaveLength(6);
    const resolution = loadSetup({ files: [pathOf('bank-transfer/balances-outside.yaml')] });
    const { guarantees } = await engine.judge(resolution, { name: '', seed: '', method: 'auto', limits });
    const told = guarantees.filter(({ verdict }) => verdict === 'violated');
    expect(told.map(({ id }) => id)).toEqual(['no-duplicates']);
    for (const { counterexample, remedy } of told) {
      expect(readme).toContain(`  Summary  ${counterexample?.summary}\n  Cause    ${counterexample?.cause}\n`);
      expect(readme).toContain(`  Remedy   ${remedy === undefined ? '' : remedyWords(remedy)}\n`);
    }
  });
});
