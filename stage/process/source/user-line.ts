import { SourceMap, type SourceMapping } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import type { SourceLine } from '../../decision-point.ts';
import { useOf } from './let-go.ts';
import { isOwn, type Program } from './program.ts';

/** As deep as is looked for the user's line: a client library lies between. */
const FRAMES_MAX = 60;
/** The name under which the program is compiled. */
export const SCRIPT_NAME = 'stage:program';
/** Lines that stand before the program's own (`evaluate.ts`). */
export const LINES_BEFORE = 1;

/** A call of the user's that lets go of what it calls: nobody waits for that. */
export interface LetGo {
  readonly at: SourceLine;
  /** The line within it at which the program was. */
  readonly within: SourceLine;
  /** The function that this line is in, by where it begins in the script. */
  readonly in: string;
  /** It is none of those that are executed: it was one before an await. */
  readonly isNoted?: true;
}

/** What the user's lines say of what is being executed. */
export interface Executed {
  readonly line?: SourceLine;
  readonly letGo?: LetGo;
}

/** Finds the user's lines in what V8 says of a program that is one script. */
export class UserLines {
  readonly #map: SourceMap;
  readonly #text: readonly string[];
  readonly #folder: string;
  readonly #trialFile: string;
  /** Places of the script whose line is known; null for a package's. */
  readonly #known = new Map<string, SourceLine | null>();

  constructor({ code, map, folder, file }: Program) {
    this.#map = new SourceMap(JSON.parse(map));
    this.#text = code.split('\n');
    this.#folder = folder;
    this.#trialFile = shownIn(folder, file);
  }

  /**
   * The innermost line of the user's that is being executed, or that awaits what is being executed. What a trial file puts in the
   * place of a database is none of the program: where the program calls it, the line is the program's.
   */
  here(framesMax = FRAMES_MAX): SourceLine | undefined {
    const sites = callSites(framesMax);
    const index = this.innermost(sites);
    return index < 0 ? undefined : (this.lineAt(sites[index]) ?? undefined);
  }

  /** That line, and whose call has let go of it. @param before the one that had let go of what goes on now, where there was one. */
  executed(before?: LetGo, framesMax = FRAMES_MAX): Executed {
    const sites = callSites(framesMax);
    const index = this.innermost(sites);
    const line = index < 0 ? null : this.lineAt(sites[index]);
    return line === null ? {} : { line, letGo: this.letGoOf(sites.slice(index), line, before) };
  }

  /** Where the innermost line is; -1 where there is none. */
  private innermost(sites: readonly NodeJS.CallSite[]): number {
    let ofTrial = -1;
    let ofProgram = -1;
    let outermost: SourceLine | undefined;
    for (let index = 0; index < sites.length; index += 1) {
      const line = this.lineAt(sites[index]);
      if (line === null) continue;
      outermost = line;
      if (line.file === this.#trialFile) {
        if (ofTrial < 0) ofTrial = index;
      } else if (ofTrial < 0) return index;
      else if (ofProgram < 0) ofProgram = index;
    }
    return outermost?.file === this.#trialFile ? ofTrial : ofProgram;
  }

  /**
   * Of the functions of the user's that have called one another, the innermost first, the first that lets go of what it calls, where all
   * within it hand on what they call; `forEach` always does. What goes on after an await has no caller: that is who had called it before.
   *
   * @param sites from that of the innermost line on, `within`.
   */
  private letGoOf(sites: readonly NodeJS.CallSite[], within: SourceLine, before: LetGo | undefined): LetGo | undefined {
    const name = functionOf(sites[0]);
    let last = name;
    let isForEach = false;
    for (const site of sites) {
      if (isOfLanguage(site) && site.getFunctionName() === 'forEach') {
        isForEach = true;
        continue;
      }
      const at = this.lineAt(site);
      if (at === null && (isOfLanguage(site) || site.getFileName() === SCRIPT_NAME)) return undefined;
      // Who awaits it, or is none of the program: nobody has called it but what woke it.
      if (at === null || site.isAsync()) break;
      last = functionOf(site);
      const [line, column] = placeIn(site);
      const use = isForEach ? 'let go' : useOf(this.#text[line - 1 - LINES_BEFORE] ?? '', column);
      if (use === 'let go' && !isOfModule(site)) return { at, within, in: name };
      if (use !== 'handed on') return undefined;
    }
    return before?.in === last ? { at: before.at, within, in: name, isNoted: true } : undefined;
  }

  private lineAt(site: NodeJS.CallSite): SourceLine | null {
    return site.getFileName() === SCRIPT_NAME ? this.at(...placeIn(site)) : null;
  }

  /** The user's line in an error's stack, or in a text that has such a stack in it. */
  of(error: unknown): SourceLine | undefined {
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? error.stack : error;
    for (const [, line, column] of String(stack).matchAll(/stage:program:(\d+):(\d+)/g)) {
      const found = this.at(Number(line), Number(column));
      if (found !== null) return found;
    }
    return undefined;
  }

  private at(line: number, column: number): SourceLine | null {
    const key = `${line}:${column}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const entry = this.#map.findEntry(line - 1 - LINES_BEFORE, column - 1);
    const found = 'originalSource' in entry ? this.lineOf(entry) : null;
    this.#known.set(key, found);
    return found;
  }

  private lineOf({ originalSource, originalLine, originalColumn }: SourceMapping): SourceLine | null {
    const path = ownSource(this.#folder, originalSource);
    if (path === undefined) return null;
    return { file: shownIn(this.#folder, path), line: originalLine + 1, column: originalColumn + 1 };
  }
}

/** The path of a source, as the map of a program names it; undefined for what is none of the user's. */
function ownSource(folder: string, source: string): string | undefined {
  if (source.includes('stage-') || source.includes('stage:')) return undefined;
  // esbuild writes names as parts of a URL.
  const path = resolve(folder, decodeURIComponent(source));
  return isOwn(path) ? path : undefined;
}

/** The user's files in which lines are told: of one that is compiled, and has a map, what it was compiled from. */
export function sourcesIn({ map, folder }: Pick<Program, 'map' | 'folder'>): readonly string[] {
  const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
  return [...new Set(sources.flatMap((source) => ownSource(folder, source) ?? []))];
}

/** A file as the user sees it from the trial file. */
export const shownIn = (folder: string, path: string): string => relative(folder, path).replaceAll(sep, '/');

/** A line of the user's as a place in messages. */
export const placeOf = ({ file, line, column }: SourceLine): string => `${file}:${line}:${column}`;

const placeIn = (site: NodeJS.CallSite): [line: number, column: number] => [
  site.getLineNumber() ?? 0,
  site.getColumnNumber() ?? 0,
];

/** What is in no file is what the language brings along. */
const isOfLanguage = (site: NodeJS.CallSite): boolean => typeof site.getFileName() !== 'string';

const functionOf = (site: NodeJS.CallSite): string =>
  `${site.getEnclosingLineNumber()}:${site.getEnclosingColumnNumber()}`;

/** Whether it is what a module does as it is loaded, which nobody could wait for: esbuild puts some into the script, others into a function by their path. */
const isOfModule = (site: NodeJS.CallSite): boolean =>
  (site.getEnclosingLineNumber() ?? 0) <= LINES_BEFORE || /\.[cm]?[jt]sx?$/.test(site.getFunctionName() ?? '');

function callSites(framesMax: number): readonly NodeJS.CallSite[] {
  const before = { prepare: Reflect.get(Error, 'prepareStackTrace'), limit: Error.stackTraceLimit };
  Error.prepareStackTrace = (_error, sites) => sites;
  Error.stackTraceLimit = framesMax;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.captureStackTrace(holder, callSites);
  const sites = holder.stack ?? [];
  Reflect.set(Error, 'prepareStackTrace', before.prepare);
  Error.stackTraceLimit = before.limit;
  return sites;
}
