import { closingOf, indentOf } from './printed-blocks.ts';

/** What is kept under a name, or in a list. */
const NAMED = /^\s*(?:(?:const|let|var)\s+)?([\w$]+)\s*=(?![=>])/;
const LISTED = /^\s*([\w$]+)\.push\(/;

/**
 * Where what is kept at a line is let go of, further below in its function: by `Promise.race`, which goes on when another one has come to its
 * end, or by a statement that waits for nothing, such as `void Promise.all(saved);`. Undefined where there is no such line, or it is waited for before.
 *
 * @param at the line, from 0. @param from that at which its function begins.
 */
export function heldUntil(text: readonly string[], at: number, from: number): number | undefined {
  const line = text[at] ?? '';
  const name = (NAMED.exec(line) ?? LISTED.exec(line))?.[1];
  if (name === undefined) return undefined;
  const named = `(?<![\\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`;
  const isRace = new RegExp(`\\bPromise\\.(?:race|any)\\(.*${named}`);
  const isLetGo = new RegExp(
    `^(?:void )?(?:Promise\\.\\w+\\(.*${named}|${named}\\.(?:then|catch|finally)\\()|^void ${named};`,
  );
  const isWaitedFor = new RegExp(`\\b(?:await|return|yield)\\b.*${named}`);
  const depth = indentOf(text[from] ?? '');
  for (let below = closingOf(text, at) + 1; below < text.length; below += 1) {
    const first = text[below];
    if (first.trim() !== '' && indentOf(first) <= depth) return undefined;
    const isHead = first.trim().endsWith('{');
    const statement = isHead
      ? first.trim()
      : text
          .slice(below, closingOf(text, below) + 1)
          .join(' ')
          .trim();
    if (isRace.test(statement) || isLetGo.test(statement)) return below;
    if (isWaitedFor.test(statement)) return undefined;
  }
  return undefined;
}
