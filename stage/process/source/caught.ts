import { beforeIn, closingOf, indentOf } from './printed-blocks.ts';

const TRY = /^(?:[\w$]+: )?try \{$/;
const CATCH = /^\} catch\b/;
const BEHIND_TRY = /^\} (?:catch|finally)\b/;
const LOOP = /^(?:[\w$]+: )?(?:for|while|do)\b/;
const THROWS = /\bthrow\b/;
/** What leaves a block by an exception, with the process, or to whoever is told by a callback. */
const LEAVES =
  /^(?:throw\b|return Promise\.reject\(|(?:return |await )?process\.(?:exit|abort)\(|(?:return )?(?:reject|callback|cb|done|next)\()/;
const SETTLES = /\bPromise\.allSettled\(/;
/** What goes on from a call whose arguments are closed in a later line. */
const CATCHES_BELOW = /^\s*[}\]]?\)\s*\.catch\(/;

/** A call, by where V8 says that it is: its line, from 0, its column, from 1, and the line at which its function begins. */
export interface CallPlace {
  readonly at: number;
  readonly column: number;
  readonly from: number;
}

/**
 * Whether a failure of what is called ends in the function that calls it: it is caught there, and neither thrown again nor
 * thrown later, as by a loop that tries again and then gives up. By the text as esbuild prints it: blocks are told by how far their lines
 * are indented, and a statement begins a line.
 */
export function isCaughtAt(text: readonly string[], { at, column, from }: CallPlace): boolean {
  const line = text[at] ?? '';
  if (SETTLES.test(beforeIn(text, at, column))) return true;
  const ends = closingOf(text, at);
  if (catchesInLine(line.slice(column - 1))) return !hasThrow(text, at);
  if (ends > at && CATCHES_BELOW.test(text[ends])) return !hasThrow(text, ends);
  return isTried(text, at, from);
}

/** Whether a call that is closed in its line goes on by a `.catch()`. */
function catchesInLine(call: string): boolean {
  let rest = call.slice(call.indexOf('('));
  for (;;) {
    const end = closed(rest);
    const next = end < 0 ? null : /^\s*\.([\w$]+)(?=\()/.exec(rest.slice(end));
    if (next === null) return false;
    if (next[1] === 'catch') return true;
    rest = rest.slice(end + next[0].length);
  }
}

/** Where what a parenthesis opens is closed; -1 where it is not in this text. */
function closed(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return -1;
}

/** Whether it is in a block of its function's whose exceptions are caught for good. */
function isTried(text: readonly string[], at: number, from: number): boolean {
  let depth = indentOf(text[at] ?? '');
  for (let above = at - 1; above > from; above -= 1) {
    const indent = indentOf(text[above]);
    if (text[above].trim() === '' || indent >= depth) continue;
    depth = indent;
    if (TRY.test(text[above].trim()) && catchesForGood(text, above)) return !givesUp(text, above, from);
  }
  return false;
}

/** Whether what a `try` at this line catches goes no further. */
function catchesForGood(text: readonly string[], at: number): boolean {
  const begin = closingOf(text, at);
  if (!CATCH.test(text[begin]?.trim() ?? '')) return false;
  const inside = indentOf(text[at]) + 2;
  const end = closingOf(text, begin);
  return !text.slice(begin + 1, end).some((line) => indentOf(line) === inside && LEAVES.test(line.trim()));
}

/** Whether it is a loop that has tried often enough, and then throws what it has caught. */
function givesUp(text: readonly string[], tried: number, from: number): boolean {
  if (throwsBehind(text, tried, indentOf(text[from] ?? ''))) return true;
  let depth = indentOf(text[tried]);
  for (let above = tried - 1; above > from; above -= 1) {
    const indent = indentOf(text[above]);
    if (text[above].trim() === '' || indent >= depth) continue;
    depth = indent;
    if (LOOP.test(text[above].trim())) return hasThrow(text, closingOf(text, tried));
  }
  return false;
}

/** Whether something is thrown behind a block, in the function that is indented so far. */
function throwsBehind(text: readonly string[], at: number, depth: number): boolean {
  let end = closingOf(text, at);
  while (BEHIND_TRY.test(text[end]?.trim() ?? '')) end = closingOf(text, end);
  for (const line of text.slice(end + 1)) {
    if (line.trim() !== '' && indentOf(line) <= depth) return false;
    if (THROWS.test(line)) return true;
  }
  return false;
}

/** Whether what is printed from this line on, as far as its block, throws. */
const hasThrow = (text: readonly string[], at: number): boolean =>
  text.slice(at, closingOf(text, at)).some((line) => THROWS.test(line));
