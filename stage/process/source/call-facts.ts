import type { SourceLine } from '../../decision-point.ts';
import { isCaughtAt } from './caught.ts';
import { heldUntil } from './held-until.ts';
import { type Use, useOf } from './let-go.ts';

/** The program's text, and the user's lines in it. */
export interface ScriptText {
  readonly text: readonly string[];
  /** Lines that stand before those of the text. */
  readonly linesBefore: number;
  /** The user's line at which a line of the text begins, from 0; null where it is none of the user's. */
  lineOfText(index: number): SourceLine | null;
}

/** What the text says of a call, whoever makes it. */
export interface CallFacts {
  readonly use: Use;
  /** Whether a failure of it ends in its function. */
  readonly isCaught: boolean;
  /** Where what is kept of it is let go of. */
  readonly until?: SourceLine;
}

/** What the text around a call says of it, by the place that the stack gives. */
export function factsOf(script: ScriptText, site: NodeJS.CallSite): CallFacts {
  const { text, linesBefore } = script;
  const [line, column] = placeIn(site);
  const place = { at: line - 1 - linesBefore, column, from: (site.getEnclosingLineNumber() ?? 0) - 1 - linesBefore };
  const until = heldUntil(text, place.at, place.from);
  const held = until === undefined ? null : script.lineOfText(until);
  const use = useOf(text, place.at, column);
  return {
    // An async function is what is waited for: nobody else has what goes on in it.
    use: use === 'goes on' && isInAsync(text[place.from] ?? '', site) ? 'let go' : use,
    isCaught: isCaughtAt(text, place),
    ...(held === null ? {} : { until: held }),
  };
}

/** Where a call is, from 1. */
export const placeIn = (site: NodeJS.CallSite): [line: number, column: number] => [
  site.getLineNumber() ?? 0,
  site.getColumnNumber() ?? 0,
];

/** @param begins the line in which the function begins. */
function isInAsync(begins: string, site: NodeJS.CallSite): boolean {
  const from = (site.getEnclosingColumnNumber() ?? 1) - 1;
  return /\basync\s*$/.test(begins.slice(0, from)) || /^async\b/.test(begins.slice(from));
}
