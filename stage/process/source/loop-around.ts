const LOOP = /^\s*(?:\w+:\s*)?(?:for|while|do)\b/;
/** What a block begins with that is no function of its own. */
const CONTROL =
  /^\s*(?:\}\s*)?(?:\w+:\s*)?(?:if|else|for|while|do|try|catch|finally|switch|case|default|with)\b|^\s*\{\s*$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * The line of the outermost loop around a line, in the same function: what goes round and round is in any of its lines at any time, and is told
 * by that of the loop. Lines are those of a program as esbuild prints it, so that what is further out is indented less. Nothing where there is none.
 */
export function loopAround(text: readonly string[], index: number): number | undefined {
  let found = LOOP.test(text[index] ?? '') ? index : undefined;
  let indent = indentOf(text[index] ?? '');
  for (let at = index - 1; at >= 0 && indent > 0; at -= 1) {
    const line = text[at];
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (!CONTROL.test(line)) break;
    if (LOOP.test(line)) found = at;
    indent = indentOf(line);
  }
  return found;
}
