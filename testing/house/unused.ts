import { isInTree, type SourceFile } from './source-file.ts';

/** A value that a file exports, and no other file imports. */
export interface Unused {
  readonly path: string;
  readonly name: string;
}

/**
 * What is exported for nobody: constants, functions and classes that no file imports, tests included. A file that is imported whole, as
 * `import * as` and `import()` do, has all of it used. Types are not looked at: one that an exported function takes or returns is there for
 * callers to name, whether or not one does.
 *
 * @param surface the files that others import from outside of the tree.
 */
export function unusedExports(files: readonly SourceFile[], surface: readonly string[]): Unused[] {
  const taken = new Map<string, Set<string>>();
  const whole = new Set(surface);
  for (const { imports } of files) {
    for (const { from, names } of imports.filter(({ from }) => isInTree(from))) {
      if (names.length === 0) whole.add(from);
      const known = taken.get(from) ?? new Set();
      taken.set(from, known);
      for (const name of names) known.add(name);
    }
  }
  return files
    .filter(({ path, isTest }) => !isTest && !whole.has(path))
    .flatMap(({ path, values }) =>
      values.filter((name) => taken.get(path)?.has(name) !== true).map((name): Unused => ({ path, name })),
    );
}
