/** Whether a name is a pattern. */
export const isPattern = (name: string): boolean => /[*?]/.test(name);

/** Folders that nobody means. */
const LEFT_OUT = /(?:^|\/)(?:node_modules|\.git)\//;

/**
 * The paths that fit a pattern, in alphabetical order: `*` and `?` stand for anything within a name, and a `**` between
 * slashes for any folders.
 *
 * @param paths with slashes, relative to where the pattern begins.
 */
export function fitting(pattern: string, paths: readonly string[]): readonly string[] {
  const expression = new RegExp(
    `^${pattern
      .replace(/^\.\//, '')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*\*\/|\*\*|\*|\?/g, (sign) => SIGNS[sign])}$`,
  );
  return paths.filter((path) => expression.test(path) && !LEFT_OUT.test(path)).sort();
}

const SIGNS: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' };
