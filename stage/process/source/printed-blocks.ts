/** The line at which what begins at a line is closed: the next one that is indented as far and closes something; the line itself where it closes all. */
export function closingOf(text: readonly string[], at: number): number {
  const line = text[at] ?? '';
  if (!/[([{]$/.test(line)) return at;
  const depth = indentOf(line);
  for (let below = at + 1; below < text.length; below += 1)
    if (indentOf(text[below]) === depth && /^[\])}]/.test(text[below].trim())) return below;
  return at;
}

/** How far a line is indented: esbuild prints blocks so. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** What ends a line where esbuild prints each argument, or each of a list, in one of its own. */
const OPENS = /[([]$/;

/** What stands before a place of a line, from 1, with the calls and lists whose argument that is: they stand in lines above it. */
export function beforeIn(text: readonly string[], at: number, column: number): string {
  const line = text[at] ?? '';
  const before = line.slice(0, column - 1);
  const depth = indentOf(line);
  let above = at - 1;
  while (above >= 0 && (text[above].trim() === '' || indentOf(text[above]) >= depth)) above -= 1;
  if (above < 0 || !OPENS.test(text[above])) return before;
  return beforeIn(text, above, text[above].length + 1) + before.trimStart();
}
