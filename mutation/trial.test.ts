import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CoveredFile, coverageOf } from './coverage.ts';
import { mutantsOf } from './mutants.ts';
import { instrumented } from './regions.ts';
import { testRunner, type TestRunner } from './test-run.ts';
import { plan } from './plan.ts';
import { type Bench, type Case, checkControl, hasSurvived, type Planning, type Tried, tried } from './trial.ts';

/** The whole way, on a toy: its tests notice what passes a bound, and nothing at one. */

const root = join(import.meta.dirname, '..');
const path = 'mutation/testing/toy/clamp.ts';
const file = join(root, path);
const text = readFileSync(file, 'utf8');
const probed = instrumented(path, text, 0);
const cases = mutantsOf(path, text).map((mutant): Case => {
  return { mutant, file, text, region: probed.regionAt(mutant.start) };
});

let runner: TestRunner;
let tests: readonly CoveredFile[] = [];

/** In this process, where a mutant that does not end would not be stopped; none of the toy's is of that kind. */
const bench: Bench = {
  async run(path, text, { tests }) {
    const { failed } = await runner.run(tests, new Map([[path, text]]));
    return failed === null ? { kind: 'survived' } : { kind: 'failed', test: failed };
  },
};

beforeAll(async () => {
  const options = { root, tests: ['mutation/testing/toy'] };
  const recorder = await testRunner({ ...options, records: true });
  const coverage = await coverageOf(recorder, new Map([[file, probed.text]]), () => undefined);
  await recorder.close();
  tests = coverage.files;
  runner = await testRunner({ ...options, records: false });
});

afterAll(() => runner.close());

const planning: Planning = ({ file, region }) => plan(tests, region, file, [], 10_000);

const tryIt = (before: string, after: string): Promise<Tried> => {
  const found = cases.find(({ mutant }) => mutant.before === before && mutant.after === after);
  if (found === undefined) throw new Error(`no mutant ${before} → ${after}`);
  return tried(found, planning, bench);
};

describe('a mutant', () => {
  it('that a test notices is killed, by that test', async () => {
    const { outcome } = await tryIt('value > high', 'false');
    expect(outcome).toEqual({
      kind: 'failed',
      test: 'mutation/testing/toy/clamp.test.ts > a value that passes a bound is the bound',
    });
  });

  it('that no test notices survives, one killed before it or not', async () => {
    const { outcome } = await tryIt('value < low', 'value <= low');
    expect(outcome).toEqual({ kind: 'survived' });
  });

  it('that no test reaches is a survivor as well', async () => {
    const one = await tryIt('low > high', 'low >= high');
    expect(one.outcome).toEqual({ kind: 'unreached' });
    expect(hasSurvived(one)).toBe(true);
  });
});

describe('the control', () => {
  it('is content with the text as it is', async () => {
    await expect(checkControl(cases[0], planning, bench)).resolves.toBeUndefined();
  });

  it('refuses tests that fail without a mutant', async () => {
    const broken = { ...cases[0], text: text.replace('value < low', 'value > low') };
    await expect(checkControl(broken, planning, bench)).rejects.toThrow('as it is: mutation/testing/toy');
  });
});

describe('the coverage', () => {
  it('knows which test reaches which branch', () => {
    const low = probed.regionAt(text.indexOf('high : value'));
    const [{ tests: covered }] = tests;
    expect(covered.map(({ regions }) => regions.has(low))).toEqual([true, false]);
  });
});
