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

/** A thread as others see it, who do not ask it. */
export interface Watched {
  /** By which no other is called. */
  readonly name: string;
  /** In which it counts events. */
  readonly pulse: Int32Array;
}

/**
 * Looks whether a run that is under way is in one and the same event, at a line of the user's, for longer than any program computes: no
 * timer and no answer comes to a thread that does not come back to its events, and neither does its end. Of a program that is known for that
 * as long as two looks will do. Only where no event has come for so long is the thread stopped and asked: on a busy machine every run may take some seconds.
 *
 * @param lineOf the user's line in a stack. @param found is told of it once.
 * @returns what ends the looks.
 */
export function looksForEndless(
  { name, pulse }: Watched,
  { lookMs, endlessMs }: Pick<RunLimits, 'lookMs' | 'endlessMs'>,
  lineOf: (stack: string) => SourceLine | undefined,
  loops: KnownLoops,
  found: (run: EndlessRun) => void,
): () => void {
  let [events] = pulse;
  let sinceMs = 0;
  let isOver = false;
  let isLooking = false;

  /** The run as it is, where the user's line is at work in it, and still in the same event. */
  async function stopped(): Promise<EndlessRun | undefined> {
    for (let stops = 0; stops < STOPS_MAX; stops += 1) {
      const work = await atWork(name);
      if (isOver || work?.underWay === undefined || pulse[0] !== events) return undefined;
      const line = lineOf(work.stack);
      if (line !== undefined) return { line, result: withEndless(work.underWay, line) };
    }
    return undefined;
  }

  async function look(): Promise<void> {
    sinceMs += lookMs;
    if (pulse[0] !== events) sinceMs = 0;
    [events] = pulse;
    if (isLooking || sinceMs < (loops.isKnown ? 2 * lookMs : endlessMs)) return;
    isLooking = true;
    const run = await stopped();
    isLooking = false;
    if (isOver || run === undefined) return;
    end();
    loops.isKnown = true;
    found(run);
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
