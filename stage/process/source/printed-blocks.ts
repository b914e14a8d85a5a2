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
