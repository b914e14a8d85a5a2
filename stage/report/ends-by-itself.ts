import type { Ledger, Life } from '../ledger.ts';

/**
 * How a program ends although nothing goes wrong, in sentences: it starts again, and what is found after that need not be what it would
 * come to. Often an effect answers other than what stands behind it would.
 */
export function endsByItself({ lives }: Ledger): readonly string[] {
  const sentences = lives.flatMap((life) => {
    const how = howItEnds(life);
    if (how === undefined) return [];
    return `without any fault process ${life.process} ends ${how}${life.line ? ` (${life.line.file}:${life.line.line})` : ''}, and starts again`;
  });
  return [...new Set(sentences)];
}

function howItEnds({ end, reason }: Life): string | undefined {
  if (end === 'threw') return `by an exception that nobody catches, ${reason}`;
  return end === 'exited' && reason !== '0' ? `with exit code ${reason}` : undefined;
}
