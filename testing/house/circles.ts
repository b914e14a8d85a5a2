import { isInTree, type SourceFile } from './source-file.ts';

/**
 * Circles of files that import each other, types included: the strongly connected components of more than one file, and
 * files that import themselves. Each is sorted by path (Tarjan 1972).
 */
export function circles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(
    files.map(({ path, imports }) => [path, imports.map(({ from }) => from).filter(isInTree)] as const),
  );
  const found: string[][] = [];
  const index = new Map<string, number>();
  const stack: string[] = [];

  const visit = (path: string): number => {
    const own = index.size;
    index.set(path, own);
    let lowest = own;
    stack.push(path);
    for (const next of imports.get(path) ?? []) {
      if (!imports.has(next)) continue;
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, index.get(next) ?? own);
    }
    if (lowest === own) {
      const circle = stack.splice(stack.indexOf(path)).sort();
      if (circle.length > 1 || imports.get(path)?.includes(path) === true) found.push(circle);
    }
    return lowest;
  };

  for (const { path } of files) if (!index.has(path)) visit(path);
  return found;
}
