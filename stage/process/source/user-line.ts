import { SourceMap, type SourceMapping } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import type { SourceLine } from '../../decision-point.ts';
import { type CallFacts, factsOf, placeIn, type ScriptText } from './call-facts.ts';
import { type CallFate, fateOf, type Script } from './call-fate.ts';
import { type Handler, lineOfHandler } from './handler-line.ts';
import { loopAround } from './loop-around.ts';
import { isOwn, type Program } from '../bundle/program.ts';

/**
 * As deep as is looked for the user's line: a client library lies between. With ten a send of kafkajs's is not found, and with thirty none of
 * NestJS's `emit()`, which RxJS makes of operators; a run takes no longer for it.
 */
const FRAMES_MAX = 60;
/** The name under which the program is compiled. */
export const SCRIPT_NAME = 'stage:program';
/** Lines that stand before the program's own (`evaluate.ts`). */
export const LINES_BEFORE = 1;

/** Where the program is in the text of a stack. */
const STACK_PLACES = /stage:program:(\d+):(\d+)/g;

/** A function by which it is asked what is being executed. */
export type Asker = (...given: never[]) => unknown;

/** What the user's lines say of what is being executed. */
export interface Executed {
  readonly line?: SourceLine;
  readonly fate?: CallFate;
}

/** Finds the user's lines in what V8 says of a program that is one script. */
export class UserLines implements Script, ScriptText {
  readonly name = SCRIPT_NAME;
  readonly linesBefore = LINES_BEFORE;
  readonly text: readonly string[];
  readonly #map: SourceMap;
  readonly #folder: string;
  readonly #trialFile: string;
  /** Places of the script whose line is known; null for a package's. */
  readonly #known = new Map<string, SourceLine | null>();
  /** The same by how many characters stand before it: V8 counts lines anew each time that it is asked for one. */
  readonly #lineAt = new Map<number, SourceLine | null>();
  /** What the text says of calls, by their place: a program comes by the same ones again and again. */
  readonly #facts = new Map<string, CallFacts>();
  /** Lines of handlers, by their text. */
  readonly #handlers = new Map<string, SourceLine | undefined>();

  constructor({ code, map, folder, file }: Program) {
    this.#map = new SourceMap(JSON.parse(map));
    this.text = code.split('\n');
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

  /**
   * That line, and what becomes of what is called there.
   *
   * @param before of the call on behalf of which it is executed. @param asker the function that asks: it, and what it calls, is none of the program.
   */
  executed(before?: CallFate, asker?: Asker): Executed {
    const sites = callSites(FRAMES_MAX, asker);
    const index = this.innermost(sites);
    const line = index < 0 ? null : this.lineAt(sites[index]);
    return line === null ? {} : { line, fate: fateOf(this, sites.slice(index), line, before) };
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

  /** The user's line of a place in the stack; null where it is none of the user's. */
  lineAt(site: NodeJS.CallSite): SourceLine | null {
    if (site.getFileName() !== SCRIPT_NAME) return null;
    const position = site.getPosition();
    const known = this.#lineAt.get(position);
    if (known !== undefined) return known;
    const line = this.at(...placeIn(site));
    this.#lineAt.set(position, line);
    return line;
  }

  factsAt(site: NodeJS.CallSite): CallFacts {
    const key = placeIn(site).join();
    const known = this.#facts.get(key) ?? factsOf(this, site);
    this.#facts.set(key, known);
    return known;
  }

  /** Where a client's handler hands on what it is given, or begins. */
  ofHandler(handler: Handler): SourceLine | undefined {
    const own = Function.prototype.toString.call(handler);
    if (!this.#handlers.has(own)) this.#handlers.set(own, lineOfHandler(this, own));
    return this.#handlers.get(own);
  }

  lineOfText(index: number): SourceLine | null {
    const line = this.text[index] ?? '';
    return this.at(index + 1 + LINES_BEFORE, line.length - line.trimStart().length + 1);
  }

  /** Where something stands in the user's own lines, and how many characters of the program are before it. */
  matches(
    what: RegExp,
  ): readonly { readonly line: SourceLine; readonly offset: number; readonly match: readonly string[] }[] {
    let before = 0;
    return this.text.flatMap((text, index) => {
      const begin = before;
      before += text.length + 1;
      return [...text.matchAll(what)].flatMap((match) => {
        const line = this.at(index + 1 + LINES_BEFORE, match.index + 1);
        return line === null ? [] : [{ line, offset: begin + match.index, match }];
      });
    });
  }

  /** The user's line in an error's stack, or in a text that has such a stack in it. */
  of(error: unknown): SourceLine | undefined {
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? error.stack : error;
    for (const [, line, column] of String(stack).matchAll(STACK_PLACES)) {
      const found = this.at(Number(line), Number(column));
      if (found !== null) return found;
    }
    return undefined;
  }

  /** The user's loop that is under way by a stack: the innermost call's that is in one; or else the innermost line. */
  ofLoop(stack: string): SourceLine | undefined {
    for (const [, line, column] of stack.matchAll(STACK_PLACES)) {
      if (this.at(Number(line), Number(column)) === null) continue;
      const loop = loopAround(this.text, Number(line) - 1 - LINES_BEFORE);
      const found = loop === undefined ? null : this.lineOfText(loop);
      if (found !== null) return found;
    }
    return this.of(stack);
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

/** @param asker whose frame is left out, and those above it. */
function callSites(framesMax: number, asker: Asker = callSites): readonly NodeJS.CallSite[] {
  const before = { prepare: Reflect.get(Error, 'prepareStackTrace'), limit: Error.stackTraceLimit };
  Error.prepareStackTrace = (_error, sites) => sites;
  Error.stackTraceLimit = framesMax;
  const holder: { stack?: NodeJS.CallSite[] | string } = {};
  Error.captureStackTrace(holder, asker);
  const { stack } = holder;
  Reflect.set(Error, 'prepareStackTrace', before.prepare);
  Error.stackTraceLimit = before.limit;
  // While V8 tells another stack, it asks nobody how this one is told, and makes a text of it.
  return typeof stack === 'object' ? stack : [];
}
