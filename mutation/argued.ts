import { type Mutant, onOneLine } from './mutant.ts';

/** A mutant that no test can tell from the code, and why; or one whose difference nobody asks about. */
export interface Argued {
  readonly path: string;
  readonly operator: string;
  /** The line on which it begins, without the blanks around it: lines move, and their content stays. */
  readonly line: string;
  /** On one line, as the report prints it. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** The entry that argues for a mutant. */
export function arguedFor(mutant: Mutant, entries: readonly Argued[]): Argued | undefined {
  return entries.find(
    ({ path, operator, line, before, after }) =>
      path === mutant.path &&
      operator === mutant.operator &&
      line === mutant.lineText &&
      before === onOneLine(mutant.before) &&
      after === onOneLine(mutant.after),
  );
}

/** The entries for these files that argue for no mutant any more. */
export function stale(
  entries: readonly Argued[],
  paths: readonly string[],
  mutants: readonly Mutant[],
): readonly Argued[] {
  const known = new Set(paths);
  const used = new Set(mutants.map((mutant) => arguedFor(mutant, entries)));
  return entries.filter((entry) => known.has(entry.path) && !used.has(entry));
}
