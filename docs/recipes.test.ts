import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isInTree, sourceFile, type SourceFile } from '../testing/house/source-file.ts';

/** The recipes of CONTRIBUTING.md import what is there: a name that has changed since would stop whoever follows one. */

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** The code of each step, as the file that the step begins with. */
const written = [...page.matchAll(/^\d+\. [^`\n]*`([\w./-]+\.ts)`[^]*?(?=^\d+\. |^## |$(?![^]))/gm)].flatMap(
  ([step, path]) =>
    [...step.matchAll(/^ {3}```ts\n([^]*?)^ {3}```$/gm)].map(([, code]) =>
      sourceFile({ path, text: code.replaceAll(/^ {3}/gm, '') }),
    ),
);

/** Names that a step imports from a file which neither the tree nor another step has, or which does not export them. */
const missing = (steps: readonly SourceFile[]): string[] =>
  steps.flatMap(({ path, imports }) =>
    imports
      .filter(({ from }) => isInTree(from))
      .flatMap(({ from, names }) => {
        const exports = exportsOf(from, steps);
        return names.filter((name) => !exports.includes(name)).map((name) => `${path}: ${name} of ${from}`);
      }),
  );

function exportsOf(path: string, steps: readonly SourceFile[]): readonly string[] {
  const here = join(root, path);
  const files = existsSync(here) ? [sourceFile({ path, text: readFileSync(here, 'utf8') })] : [];
  return [...files, ...steps.filter((step) => step.path === path)].flatMap(({ exports }) => exports);
}

it('recipes import what is there', () => {
  expect(missing(written)).toEqual([]);
});

it('this test sees the steps, what they import, and that it is missing', () => {
  expect(written.length).toBeGreaterThan(15);
  expect(written.flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
  const text = "import { range, nobody } from '../sets.ts';\n";
  expect(missing([sourceFile({ path: 'model/faults/a.ts', text })])).toEqual([
    'model/faults/a.ts: nobody of model/sets.ts',
  ]);
});
