/** Deeper than any document that people or this project write, and far from where a parser exhausts its stack. */
const DEPTH_MAX = 500;

/**
 * Whether the lists and maps of a text, JSON or YAML, lie deeper in each other than any document needs. Asked before it is
 * parsed: a parser that exhausts its stack may end the process. Brackets in strings are counted as well.
 */
export function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth = sign === '[' || sign === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEPTH_MAX) return true;
  }
  // Block lists in one line, and one below the other.
  return BLOCKS.test(text) || INDENTED.test(text);
}

const BLOCKS = new RegExp(`(?:[-?:]\\s+){${DEPTH_MAX}}`);
const INDENTED = new RegExp(`^ {${DEPTH_MAX},}\\S`, 'm');

export const TOO_DEEP = {
  reason: `its lists and maps lie more than ${DEPTH_MAX} deep in each other`,
  wayOut: 'is this the file that you mean?',
} as const;
