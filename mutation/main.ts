import { join } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import { errorText } from '../setups/place.ts';
import { count } from '../reports/words/words.ts';
import { type CoveredFile, coverageOf } from './coverage.ts';
import { equivalent } from './equivalent.ts';
import { arguedFor, stale } from './argued.ts';
import { mutantText } from './mutant.ts';
import { mutantsOf } from './mutants.ts';
import { type MutationOptions, mutationOptions } from './options.ts';
import { instrumented } from './regions.ts';
import { percentOf, reportJson, reportText, scoresOf, survivorText } from './report.ts';
import { sample } from './sample.ts';
import { checkTests, type Source, sourcesOf } from './sources.ts';
import { testRunner } from './test-run.ts';
import { plan } from './plan.ts';
import { type Case, checkControl, hasSurvived, type Planning, type Tried, tryAll } from './trial.ts';
import { Worker } from './worker.ts';

/**
 * The mutation command: small mistakes are made on purpose, one at a time, and the tests should notice each.
 *
 * Exit codes: 0 they do, 1 too many survive or an argument is stale, 2 the input is wrong.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = mutationOptions(args);
  const root = process.cwd();
  const sources = sourcesOf(root, options.paths);
  checkTests(root, options.tests);

  const cases = casesOf(root, sources);
  const asked = cases.filter(({ mutant }) => options.only.includes(mutant.operator));
  const open = asked.filter(({ mutant }) => arguedFor(mutant, equivalent) === undefined);
  const chosen = options.sample === undefined ? open : sampleOfEach(open, options.sample, options.seed);
  if (options.list) {
    for (const { mutant } of chosen) console.log(mutantText(mutant));
    return 0;
  }

  const result = {
    mutants: Object.fromEntries([...byPath(open)].map(([named, { length }]) => [named, length])),
    tried: await tryCases(root, options, chosen),
    argued: asked.length - open.length,
    stale: stale(
      equivalent,
      sources.map(({ path }) => path),
      cases.map(({ mutant }) => mutant),
    ),
  };
  console.log(options.json ? reportJson(result) : reportText(result));
  return percentOf(scoresOf(result).all) >= options.atLeast && result.stale.length === 0 ? 0 : 1;
}

interface NamedCase extends Case {
  /** The path of the command line that named the file. */
  readonly named: string;
  /** The text of the file with probes. */
  readonly probed: string;
}

function casesOf(root: string, sources: readonly Source[]): readonly NamedCase[] {
  let regions = 0;
  return sources.flatMap(({ path, text, named }) => {
    const probed = instrumented(path, text, regions);
    regions += probed.regions;
    return mutantsOf(path, text).map((mutant) => ({
      mutant,
      file: join(root, path),
      text,
      region: probed.regionAt(mutant.start),
      named,
      probed: probed.text,
    }));
  });
}

function byPath(cases: readonly NamedCase[]): ReadonlyMap<string, readonly NamedCase[]> {
  const groups = new Map<string, NamedCase[]>();
  for (const one of cases) groups.set(one.named, [...(groups.get(one.named) ?? []), one]);
  return groups;
}

/** So many of each path that was named, in the order of the text. */
const sampleOfEach = (cases: readonly NamedCase[], size: number, seed: string): readonly NamedCase[] =>
  [...byPath(cases).values()].flatMap((of) => sample(of, size, seed));

async function tryCases(
  root: string,
  { tests, workers, budgetMs, json }: MutationOptions,
  cases: readonly NamedCase[],
): Promise<readonly (Tried & { readonly named: string })[]> {
  const covered = await coveredTests(root, tests, cases);
  const paths = tests.map((path) => join(root, path));
  const planning: Planning = ({ file, region }) => plan(covered, region, file, paths, budgetMs);
  const pool = Array.from({ length: Math.max(1, Math.min(workers, cases.length)) }, () => {
    return new Worker({ root, tests, deadline });
  });
  try {
    let survivors = 0;
    redraw('the tests of the first mutant, without it');
    if (cases.length > 0) await checkControl(cases[0], planning, pool[0]);
    const tried = await tryAll(cases, planning, pool, (one, done) => {
      if (hasSurvived(one)) {
        survivors += 1;
        redraw('');
        if (!json) console.log(survivorText(one));
      }
      redraw(`mutant ${count(done)} of ${count(cases.length)}, ${count(survivors)} survived`);
    });
    return tried.map((one, index) => ({ ...one, named: cases[index].named }));
  } finally {
    redraw('');
    for (const worker of pool) worker.close();
  }
}

async function coveredTests(
  root: string,
  tests: readonly string[],
  cases: readonly NamedCase[],
): Promise<readonly CoveredFile[]> {
  const runner = await testRunner({ root, tests, records: true });
  try {
    const texts = new Map(cases.map(({ file, probed }) => [file, probed]));
    const { files, failed } = await coverageOf(runner, texts, (done) =>
      redraw(`tests without a mutant: file ${count(done + 1)} of ${count(runner.files.length)}`),
    );
    if (failed === null) return files;
    throw new InputError(failed, 'this test fails without a mutant', 'mend it first: npx vitest run');
  } finally {
    redraw('');
    await runner.close();
  }
}

/** Generous: who does not end within this does not end at all, or comes to many times as many states. */
const deadline = (milliseconds: number): number => 6_000 + 5 * milliseconds;

/** One line on a terminal that is written anew; nothing in a pipe. */
function redraw(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  for (const problem of error.problems) console.error(errorText(problem));
  process.exitCode = 2;
}
