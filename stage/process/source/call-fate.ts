import type { SourceLine } from '../../decision-point.ts';
import { type CallPlace, isCaughtAt } from './caught.ts';
import { heldUntil } from './held-until.ts';
import { useOf } from './let-go.ts';

/** A call of the user's that lets go of what it calls: nobody waits for that. */
export interface LetGo {
  readonly at: SourceLine;
  /** The line within it at which the program was. */
  readonly within: SourceLine;
  /** It is none of those that are executed: it was one before an await. */
  readonly isNoted?: true;
}

/** What becomes of a call in the functions that it lies in. */
export interface CallFate {
  /** The innermost of these functions, by where it begins in the script. */
  readonly in: string;
  readonly letGo?: LetGo;
  /** Where it may have been let go of, by what a timer calls, or through a library. */
  readonly perhaps?: SourceLine;
  /** Where what it answers is kept, or something goes on from it: nobody knows whether that is waited for. */
  readonly kept?: SourceLine;
  /** Where a failure of it is caught, and goes no further. */
  readonly caught?: SourceLine;
}

/** The program's text, and the user's lines in it. */
export interface Script {
  /** The name under which it is compiled. */
  readonly name: string;
  readonly text: readonly string[];
  /** Lines that stand before those of the text. */
  readonly linesBefore: number;
  lineAt(site: NodeJS.CallSite): SourceLine | null;
  /** The user's line at which a line of the text begins, from 0; null where it is none of the user's. */
  lineOfText(index: number): SourceLine | null;
}

/**
 * What becomes of a call, by the functions of the user's that have called one another, the innermost first. The first of them that lets go of
 * what it calls does, where all within it hand on what they call; `forEach` always does, and so does whoever emits an event to listeners. Where they do not for all that is known, it
 * perhaps does. What goes on after an await has no caller: that is who had called it before.
 *
 * @param sites from that of the innermost line on, `within`.
 * @param before of the call on behalf of which this is made.
 */
export function fateOf(
  script: Script,
  sites: readonly NodeJS.CallSite[],
  within: SourceLine,
  before: CallFate | undefined,
): CallFate {
  const name = functionOf(sites[0]);
  let last = name;
  let isDropped = false;
  let isSure = true;
  let letGo: LetGo | undefined;
  let perhaps: SourceLine | undefined;
  let kept: SourceLine | undefined;
  let caught: SourceLine | undefined;
  let isWoken = false;
  for (const site of sites) {
    if (isOfLanguage(site) && GIVES_EACH.has(site.getFunctionName() ?? '')) {
      isDropped = site.getFunctionName() === 'forEach';
      continue;
    }
    if (isEmit(site)) {
      isDropped = true;
      continue;
    }
    const at = script.lineAt(site);
    // Who awaits it: nobody has called it but what woke it.
    if (site.isAsync()) isWoken = true;
    if (at === null) {
      const isOfProgram = isOfLanguage(site) || site.getFileName() === script.name;
      if (!isOfProgram) break;
      isSure &&= isWoken;
      continue;
    }
    const [line, column] = placeIn(site);
    const index = line - 1 - script.linesBefore;
    const place = { at: index, column, from: (site.getEnclosingLineNumber() ?? 0) - 1 - script.linesBefore };
    if (letGo === undefined && perhaps === undefined && isCaughtAt(script.text, place)) caught ??= at;
    if (isWoken) continue;
    last = functionOf(site);
    const use = isDropped ? 'let go' : useIn(script, site);
    isDropped = false;
    if (use === 'let go' && !isOfModule(site, script)) {
      if (isSure) letGo ??= { at, within };
      else perhaps ??= at;
      isSure = false;
    } else if (use !== 'handed on') {
      kept ??= keptUntil(script, place) ?? at;
      isSure = false;
    }
  }
  const isNoted = before?.in === last;
  if (isSure && isNoted && before.letGo) letGo = { at: before.letGo.at, within, isNoted: true };
  if (isNoted) {
    caught ??= before.caught;
    kept ??= before.kept;
  }
  perhaps ??= before?.letGo?.at ?? before?.perhaps;
  return {
    in: name,
    ...(letGo ? { letGo } : { ...(perhaps ? { perhaps } : {}), ...(kept ? { kept } : {}) }),
    ...(caught ? { caught } : {}),
  };
}

/** Where what is kept is let go of. */
function keptUntil(script: Script, { at, from }: CallPlace): SourceLine | undefined {
  const until = heldUntil(script.text, at, from);
  return until === undefined ? undefined : (script.lineOfText(until) ?? undefined);
}

/** What calls a function for each of several things; all but `forEach` give on what it returns. */
const GIVES_EACH: ReadonlySet<string> = new Set(['forEach', 'map']);

export const placeIn = (site: NodeJS.CallSite): [line: number, column: number] => [
  site.getLineNumber() ?? 0,
  site.getColumnNumber() ?? 0,
];

/** Node's own, which has no use for what listeners return. */
const isEmit = (site: NodeJS.CallSite): boolean =>
  site.getFileName() === 'node:events' && site.getFunctionName() === 'emit';

/** What is in no file is what the language brings along. */
const isOfLanguage = (site: NodeJS.CallSite): boolean => typeof site.getFileName() !== 'string';

/** What the function of a place does with what is called there. An async function is what is waited for: nobody else has what goes on in it. */
function useIn({ text, linesBefore }: Script, site: NodeJS.CallSite): ReturnType<typeof useOf> {
  const [line, column] = placeIn(site);
  const use = useOf(text, line - 1 - linesBefore, column);
  if (use !== 'goes on') return use;
  const begins = text[(site.getEnclosingLineNumber() ?? 0) - 1 - linesBefore] ?? '';
  const from = (site.getEnclosingColumnNumber() ?? 1) - 1;
  return /\basync\s*$/.test(begins.slice(0, from)) || /^async\b/.test(begins.slice(from)) ? 'let go' : use;
}

const functionOf = (site: NodeJS.CallSite): string =>
  `${site.getEnclosingLineNumber()}:${site.getEnclosingColumnNumber()}`;

/** Whether it is what a module does as it is loaded, which nobody could wait for: esbuild puts some into the script, others into a function by their path. */
const isOfModule = (site: NodeJS.CallSite, { linesBefore }: Script): boolean =>
  (site.getEnclosingLineNumber() ?? 0) <= linesBefore || /\.[cm]?[jt]sx?$/.test(site.getFunctionName() ?? '');
