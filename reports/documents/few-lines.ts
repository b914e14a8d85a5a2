/** As long as a line that a wide window shows whole. */
const widthMax = 160;

/**
 * Indented JSON with each list and object in one line that fits into one: the same document, and two thirds of its length where it has
 * many small ones. Whatever is in its texts, a line of indented JSON ends only where an element does.
 */
export function inFewLines(json: string): string {
  const lines: string[] = [];
  /** Where in `lines` each list or object begins that is still open. */
  const open: number[] = [];
  for (const line of json.split('\n')) {
    lines.push(line);
    if (line.endsWith('{') || line.endsWith('[')) open.push(lines.length - 1);
    else if (/^ *[}\]],?$/.test(line)) fold(lines, open.pop() ?? 0);
  }
  return lines.join('\n');
}

/** Makes one line of all from `start` on, if they are elements of one list or object, and short. */
function fold(lines: string[], start: number): void {
  const inner = lines.slice(start + 1, -1).map((line) => line.trimStart());
  const [first, last] = [lines[start], lines[lines.length - 1].trimStart()];
  if (inner.some((line) => /[{[]$|^[}\]]/.test(line))) return;
  const isObject = first.endsWith('{');
  const folded = `${first}${isObject ? ' ' : ''}${inner.join(' ')}${isObject ? ' ' : ''}${last}`;
  if (folded.length > widthMax) return;
  lines.length = start;
  lines.push(folded);
}
