import type { TestRunner } from './test-run.ts';

/** What a test reaches, and how long it takes. */
export interface CoveredTest {
  readonly id: string;
  /** Of the processor. */
  readonly milliseconds: number;
  readonly regions: ReadonlySet<number>;
}

/** The tests of a file. */
export interface CoveredFile {
  /** Absolute. */
  readonly file: string;
  /** What is reached when it is loaded, or set up for all of its tests. */
  readonly regions: ReadonlySet<number>;
  readonly tests: readonly CoveredTest[];
}

/** The tests as they are without a mutant. */
export interface Coverage {
  readonly files: readonly CoveredFile[];
  /** A test that fails without a mutant. */
  readonly failed: string | null;
}

/**
 * Runs every file of tests once, with probes.
 *
 * @param texts the instrumented files, by absolute path.
 */
export async function coverageOf(
  runner: TestRunner,
  texts: ReadonlyMap<string, string>,
  onFile: (done: number) => void,
): Promise<Coverage> {
  const files: CoveredFile[] = [];
  for (const file of runner.files) {
    onFile(files.length);
    const { modules, failed } = await runner.run([{ file, ids: null }], texts);
    if (failed !== null) return { files, failed };
    for (const module of modules) {
      const tests = [...module.children.allTests('passed')].map((test) => ({
        id: test.id,
        milliseconds: test.meta().milliseconds ?? 0,
        regions: new Set(test.meta().regions),
      }));
      files.push({ file, regions: new Set(module.meta().regions), tests });
    }
  }
  return { files, failed: null };
}
