import type { SourceLine } from '../decision-point.ts';
import type { RunResult } from '../run-result.ts';
import type { UnderWay } from '../process/under-way.ts';
import { atWork } from './at-work.ts';
import type { RunLimits } from './run-limits.ts';

/** A run in which an event does not come to its end, as far as it came. */
export interface EndlessRun {
  readonly line: SourceLine;
  readonly result: RunResult;
}

/** How often a thread is stopped in one look: the user's line may not be at work at each. */
const STOPS_MAX = 5;

/** Of the threads of a program: whether it is known that it may go round and round. */
export interface KnownLoops {
  isKnown: boolean;
}

/**
 * Looks whether a run that is under way is in one and the same event, at a line of the user's, for longer than any program computes: no
 * timer and no answer comes to a thread that does not come back to its events, and neither does its end. Of a program that is known for that
 * as long as two looks will do.
 *
 * @param name of its thread. @param lineOf the user's line in a stack. @param found is told of it once.
 * @returns what ends the looks.
 */
export function looksForEndless(
  name: string,
  { lookMs, endlessMs }: Pick<RunLimits, 'lookMs' | 'endlessMs'>,
  lineOf: (stack: string) => SourceLine | undefined,
  loops: KnownLoops,
  found: (run: EndlessRun) => void,
): () => void {
  let events: number | undefined;
  let sinceMs = 0;
  let line: SourceLine | undefined;
  let isOver = false;
  let isLooking = false;

  async function stopped(): Promise<UnderWay | undefined> {
    for (let stops = 0; stops < STOPS_MAX; stops += 1) {
      const work = await atWork(name);
      if (isOver || work?.underWay === undefined) return undefined;
      if (work.underWay.events !== events) line = undefined;
      line ??= lineOf(work.stack);
      if (line !== undefined || work.underWay.events !== events) return work.underWay;
    }
    return undefined;
  }

  async function look(): Promise<void> {
    sinceMs += lookMs;
    if (isLooking) return;
    isLooking = true;
    const underWay = await stopped();
    isLooking = false;
    if (isOver || underWay === undefined) return;
    if (underWay.events !== events) sinceMs = 0;
    events = underWay.events;
    if (line === undefined) return;
    if (sinceMs < (loops.isKnown ? 2 * lookMs : endlessMs)) return;
    end();
    loops.isKnown = true;
    found({ line, result: withEndless(underWay, line) });
  }
  const looking = setInterval(() => void look(), lookMs);
  function end(): void {
    isOver = true;
    clearInterval(looking);
  }
  return end;
}

function withEndless({ result, life, now: time }: UnderWay, line: SourceLine): RunResult {
  if (life === undefined) return result;
  const step = { time, ...life, text: 'goes round and round', line };
  return { ...result, trace: [...result.trace, step], ledger: { ...result.ledger, endless: { ...life, line } } };
}
