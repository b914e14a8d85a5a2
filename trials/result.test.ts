import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ResultsDocument } from '../conformance/results/results-document.ts';
import { Keeper } from './keeper.ts';
import { type Result, resultOf, tableOf } from './result.ts';

const AGREES: Result = {
  name: 'A01',
  group: 'hazard',
  version: '4.1.2',
  expects: 'agrees',
  steps: 13,
  compared: 13,
  outcome: 'agrees',
  isFine: true,
  seconds: 2.5,
  actions: ['broker.crash'],
};
const DIVERGES: Result = { ...AGREES, name: 'A02', outcome: 'diverges', compared: 4, isFine: false, why: 'step 5' };

describe('what came of schedules', () => {
  it('is a row for each group and release', () => {
    const [head, ...rows] = tableOf([AGREES, DIVERGES, { ...AGREES, version: '3.9.2', seconds: 7 }]).split('\n');
    expect(head.split(/\s{2,}/)).toContain('steps compared');
    expect(rows.map((row) => row.trim().split(/\s+/))).toEqual([
      ['hazard', '3.9.2', '1', '1', '0', '0', '0', '13', '7'],
      ['hazard', '4.1.2', '2', '1', '1', '0', '0', '17', '2.5'],
    ]);
  });

  it('is not what it has to be where both sides differ, unless it is known why', async () => {
    const { name, group, version, expects } = AGREES;
    const isFine = async (isExplained?: boolean): Promise<boolean> =>
      (await resultOf({ name, group, version, expects }, async () => ({ ...DIVERGES, isExplained }))).isFine;
    expect([await isFine(), await isFine(false), await isFine(true)]).toEqual([false, false, true]);
  });

  it('is kept with what other runs have left', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'results', 'nightly.json');
    new Keeper(file, [{ group: 'hazard', name: 'B01', because: 'too old' }]).keep([AGREES, DIVERGES], true);
    new Keeper(file, []).keep([{ ...DIVERGES, outcome: 'agrees', compared: 13, why: undefined }], false);
    const { parts, leftOut } = JSON.parse(readFileSync(file, 'utf8')) as ResultsDocument;
    expect(parts.map(({ cases }) => cases)).toEqual([{ A01: ['agrees', 13, 2.5], A02: ['agrees', 13, 2.5] }]);
    expect(leftOut).toEqual({ hazard: { B01: 'too old' } });
  });
});
