import type { SourceLine } from '../decision-point.ts';
import type { Ledger } from '../ledger.ts';
import { isAlive, isLife } from './judge.ts';

/** So often is the same done by who goes round. */
const ROUNDS = 3;

/** Where a living process makes the same call over and over. */
export function lineOfRound({ outcomes, lives }: Ledger): SourceLine | undefined {
  const its = outcomes.filter(
    (one) => one.line !== undefined && lives.some((life) => isAlive(life) && isLife(life)(one)),
  );
  const times = new Map<string, number>();
  for (const { what, content, process, line } of its) {
    const round = [process, what, content].join(' ');
    times.set(round, (times.get(round) ?? 0) + 1);
    if (times.get(round) === ROUNDS) return line;
  }
  return undefined;
}
