import type { SourceLine } from '../../decision-point.ts';
import type { CallFacts } from './call-facts.ts';

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

/** The program, as V8 tells of it. */
export interface Script {
  /** The name under which it is compiled. */
  readonly name: string;
  /** Lines that stand before those of its text. */
  readonly linesBefore: number;
  lineAt(site: NodeJS.CallSite): SourceLine | null;
  factsAt(site: NodeJS.CallSite): CallFacts;
}

/**
 * What becomes of a call, by the functions of the user's that have called one another, the innermost first. The first of them that lets go of
 * what it calls does, where all within it hand on what they call; `forEach` always does, and so does whoever emits an event to listeners. Where they do not for all that is known, it
 * perhaps does, as where it writes into a stream. What goes on after an await has no caller: that is who had called it before.
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
      // What a stream of Node's is told as its write comes to its end goes to nobody who writes into it.
      if (isOfStream(site)) kept = undefined;
      if (!isOfProgram && !isWrite(site)) break;
      isSure &&= isWoken;
      continue;
    }
    const { use: usual, isCaught, until } = script.factsAt(site);
    if (letGo === undefined && perhaps === undefined && isCaught) caught ??= at;
    if (isWoken) continue;
    last = functionOf(site);
    const use = isDropped ? 'let go' : usual;
    isDropped = false;
    if (use === 'let go' && !isOfModule(site, script)) {
      if (isSure) letGo ??= { at, within };
      else perhaps ??= at;
      isSure = false;
    } else if (use !== 'handed on') {
      kept ??= until ?? at;
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

/** What calls a function for each of several things; all but `forEach` give on what it returns. */
const GIVES_EACH: ReadonlySet<string> = new Set(['forEach', 'map']);

/** Node's own, which has no use for what listeners return. */
const isEmit = (site: NodeJS.CallSite): boolean =>
  site.getFileName() === 'node:events' && site.getFunctionName() === 'emit';

/** Of Node's own streams: who writes into one, and hands it no callback, goes on before that is written. */
const WRITES: ReadonlySet<string> = new Set(['Writable.write', '_write', 'writeOrBuffer']);

const isOfStream = (site: NodeJS.CallSite): boolean => site.getFileName() === 'node:internal/streams/writable';

const isWrite = (site: NodeJS.CallSite): boolean => isOfStream(site) && WRITES.has(site.getFunctionName() ?? '');

/** What is in no file is what the language brings along. */
const isOfLanguage = (site: NodeJS.CallSite): boolean => typeof site.getFileName() !== 'string';

const functionOf = (site: NodeJS.CallSite): string =>
  `${site.getEnclosingLineNumber()}:${site.getEnclosingColumnNumber()}`;

/** Whether it is what a module does as it is loaded, which nobody could wait for: esbuild puts some into the script, others into a function by their path. */
const isOfModule = (site: NodeJS.CallSite, { linesBefore }: Script): boolean =>
  (site.getEnclosingLineNumber() ?? 0) <= linesBefore || /\.[cm]?[jt]sx?$/.test(site.getFunctionName() ?? '');
