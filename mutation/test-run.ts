import { fileURLToPath } from 'node:url';
import { BaseSequencer, createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';
import { servedTexts } from './served-texts.ts';

/** Some tests of a file: those with these ids, or all. */
export interface TestsOfFile {
  /** Absolute. */
  readonly file: string;
  readonly ids: readonly string[] | null;
}

export interface TestRunner {
  readonly files: readonly string[];
  /** Runs tests, the files in this order, with the texts of some files replaced, until one fails. */
  run(tests: readonly TestsOfFile[], texts: ReadonlyMap<string, string>): Promise<TestRunOutcome>;
  close(): Promise<void>;
}

export interface TestRunOutcome {
  readonly modules: readonly TestModule[];
  /** What failed first, or null: the full name of a test, or the file where it cannot be loaded. */
  readonly failed: string | null;
}

export interface TestRunnerOptions {
  /** Of the tree, absolute. */
  readonly root: string;
  /** Files and folders whose tests are meant, from the root. */
  readonly tests: readonly string[];
  /** Whether each file of tests gets modules of its own, and what its tests reach is recorded (`record.ts`). */
  readonly records: boolean;
}

/** Runs every file in the order in which it is given. */
class GivenOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

/**
 * A Vitest that stays alive between runs: one thread, which loads the modules anew for each run, and transforms only
 * those whose text has changed.
 */
export async function testRunner({ root, tests, records }: TestRunnerOptions): Promise<TestRunner> {
  const served = new Map<string, string>();
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      include: tests.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
      exclude: ['node_modules', 'dist'],
      watch: false,
      pool: 'threads',
      maxWorkers: 1,
      fileParallelism: false,
      isolate: records,
      bail: records ? 0 : 1,
      setupFiles: records ? [fileURLToPath(new URL(`record${import.meta.url.slice(-3)}`, import.meta.url))] : [],
      reporters: [{}],
      silent: true,
      testTimeout: 60_000,
      sequence: { sequencer: GivenOrder },
    },
    { plugins: [servedTexts(served)], logLevel: 'silent' },
  );
  const specifications = await vitest.globTestSpecifications();
  return {
    files: specifications.map(({ moduleId }) => moduleId),
    run: async (chosen, texts) => {
      for (const path of [...served.keys(), ...texts.keys()]) forget(vitest, path);
      served.clear();
      for (const [path, text] of texts) served.set(path, text);
      // What earlier runs came to would count as failures of this one.
      vitest.state.filesMap.clear();
      vitest.state.idMap.clear();
      const project = vitest.getRootProject();
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
        chosen.map(({ file, ids }) => project.createSpecification(file, ids === null ? {} : { testIds: [...ids] })),
      );
      return { modules: testModules, failed: failureIn(testModules, unhandledErrors) };
    },
    close: () => vitest.close(),
  };
}

/** Has a file loaded anew. */
function forget(vitest: Vitest, path: string): void {
  const { moduleGraph } = vitest.getRootProject().vite;
  for (const module of moduleGraph.getModulesByFile(path) ?? []) moduleGraph.invalidateModule(module);
  vitest.invalidateFile(path);
}

function failureIn(modules: readonly TestModule[], unhandled: readonly unknown[]): string | null {
  for (const module of modules) {
    for (const test of module.children.allTests('failed')) return `${module.relativeModuleId} > ${test.fullName}`;
    if (module.state() === 'failed') return module.relativeModuleId;
  }
  return unhandled.length > 0 ? String(unhandled[0]) : null;
}
