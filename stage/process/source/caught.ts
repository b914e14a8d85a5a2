/** Whether a text is a block of a function's: what is in a deeper one, of another function, is executed at another time. */
const FUNCTION = /(?:=>|^(?:async |static |get |set |function\b|\*)*[\w$#]*\(.*\)) \{$/;
const CONTROL = /^(?:\} )?(?:if|else|for|while|switch|with|do|try|catch|finally)\b/;
const TRY = /^(?:[\w$]+: )?try \{$/;
const CATCH = /^\} catch\b/;
/** What leaves a block by an exception, or with the process. */
const LEAVES = /^(?:throw\b|return Promise\.reject\(|(?:return |await )?process\.(?:exit|abort)\()/;
const CATCHES = /\)\s*\.catch\(/;
const SETTLES = /\bPromise\.allSettled\(/;

/**
 * Whether a failure of what is called at a place ends in the function that this is in: it is caught there, and neither thrown again nor
 * thrown later, as by a loop that tries again and then gives up. By the text as esbuild prints it: blocks are told by how far their lines
 * are indented, and a statement begins a line.
 *
 * @param at the line, from 0. @param column where the call is in it, from 1.
 */
export function isCaughtAt(text: readonly string[], at: number, column: number): boolean {
  const line = text[at] ?? '';
  if (SETTLES.test(line.slice(0, column - 1))) return true;
  const ends = closingOf(text, at);
  const rest = [[at, line.slice(column - 1)] as const, ...(ends === at ? [] : [[ends, text[ends]] as const])];
  const caught = rest.find(([, part]) => CATCHES.test(part));
  if (caught !== undefined) return !hasThrow(text, caught[0]);
  return isTried(text, at);
}

/** Whether it is in a block whose exceptions are caught for good. */
function isTried(text: readonly string[], at: number): boolean {
  let depth = indentOf(text[at] ?? '');
  let tried: number | undefined;
  for (let above = at - 1; above >= 0; above -= 1) {
    const line = text[above];
    const indent = indentOf(line);
    if (line.trim() === '' || indent >= depth) continue;
    depth = indent;
    const opener = line.trim();
    if (tried === undefined && TRY.test(opener) && catchesForGood(text, above)) tried = above;
    // A loop that has tried often enough may throw what it has caught.
    if (isFunction(opener) || indent === 0) return tried !== undefined && !throwsBehind(text, tried, indent);
  }
  return tried !== undefined;
}

const isFunction = (opener: string): boolean => FUNCTION.test(opener) && !CONTROL.test(opener);

/** Whether what a `try` at this line catches goes no further. */
function catchesForGood(text: readonly string[], at: number): boolean {
  const begin = closingOf(text, at);
  if (!CATCH.test(text[begin]?.trim() ?? '')) return false;
  const inside = indentOf(text[at]) + 2;
  const end = closingOf(text, begin);
  return !text.slice(begin + 1, end).some((line) => indentOf(line) === inside && LEAVES.test(line.trim()));
}

/** Whether something is thrown behind a block, in the function that begins at this depth. */
function throwsBehind(text: readonly string[], at: number, depth: number): boolean {
  let end = closingOf(text, at);
  while (/^\} (?:catch|finally)\b/.test(text[end]?.trim() ?? '')) end = closingOf(text, end);
  for (const line of text.slice(end + 1)) {
    if (line.trim() !== '' && indentOf(line) <= depth) return false;
    if (/^throw\b/.test(line.trim())) return true;
  }
  return false;
}

/** Whether what is printed from this line on, as far as its block, throws. */
const hasThrow = (text: readonly string[], at: number): boolean =>
  text.slice(at, closingOf(text, at)).some((line) => /\bthrow\b/.test(line));

/** The line at which what begins at a line is closed: the next one that is indented as far and closes something; the line itself where it closes all. */
function closingOf(text: readonly string[], at: number): number {
  const line = text[at] ?? '';
  if (!/[([{]$/.test(line)) return at;
  const depth = indentOf(line);
  for (let below = at + 1; below < text.length; below += 1)
    if (indentOf(text[below]) === depth && /^[\])}]/.test(text[below].trim())) return below;
  return at;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
