import type { SourceLine } from '../../decision-point.ts';
import type { ScriptText } from './call-facts.ts';
import { closingOf } from './printed-blocks.ts';

/** What a client gives records to. */
export type Handler = (...given: never[]) => unknown;

/** A statement that gives something to what it calls and waits for nothing, by the name of what is called last. */
const CALLS = /^(?:[\w$#]+(?:\[[^\]]*\])*\??\.)*(?:\(0, (?:[\w$]+\.)*([\w$]+)\)|([\w$#]+))\((?!\))/;
/** What has statements of its own in it, and is no function; and where it has but one, what stands before that in its line; or before a call that answers whether there is room. */
const BLOCK = /^(?:\} )?(?:[\w$]+: )?(?:if|else|for|while|do|try|catch|finally|switch|case|default)\b.*\{$/;
const BEFORE =
  /^(?:\} )?(?:else )?(?:if \(!(?=(?:[\w$#]+\.)*(?:write|push|offer)\()|(?:if|for|while) \(.*?\) )?(?=[\w$(])/;
/** Words that stand before a parenthesis and call nothing; and what is told or asked beside the work, by which a record goes nowhere. */
const NO_WORK =
  /^(?:if|for|while|switch|await|return|super|log|info|warn|error|debug|trace|verbose|assert|heartbeat|resolveOffset|pause|resume|clear\w*|inc|observe)$/;

/**
 * The user's line at which a function hands on what it is called with, to whoever works on that later, as by `queue.push(row)`: where it has one statement
 * that calls something and waits for nothing. Otherwise that at which it begins. Undefined where it is none of the user's, or stands there more than once.
 *
 * @param own its text.
 */
export function lineOfHandler(script: ScriptText, own: string): SourceLine | undefined {
  const code = script.text.join('\n');
  const from = code.indexOf(own);
  if (from < 0 || code.includes(own, from + 1)) return undefined;
  const begin = linesBefore(code, from);
  const end = linesBefore(code, from + own.length);
  const handsOn: number[] = [];
  for (let at = begin + 1; at < end; at += 1) {
    const line = (script.text[at] ?? '').trim();
    if (BLOCK.test(line)) continue;
    const [, ofModule, name = ofModule] = CALLS.exec(line.replace(BEFORE, '')) ?? [];
    if (name !== undefined && !NO_WORK.test(name)) handsOn.push(at);
    at = closingOf(script.text, at);
  }
  return script.lineOfText(handsOn.length === 1 ? handsOn[0] : begin) ?? undefined;
}

const linesBefore = (code: string, offset: number): number => code.slice(0, offset).split('\n').length - 1;
