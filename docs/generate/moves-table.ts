import { MOVES } from '../../conformance/moves/moves.ts';
import { OWN_RULES } from '../../conformance/own-cluster/own-rules.ts';
import { code, markdownTable } from './markdown-table.ts';

/** Which types of action are played on real Kafka, and why the others are not. */
export function moves(): string {
  const entries = Object.entries(MOVES);
  const played = entries.filter(([, move]) => !('because' in move)).map(([type]) => code(type));
  const others = entries.flatMap(([type, move]) => ('because' in move ? [[code(type), move.because]] : []));
  return `${played.length} of ${entries.length} types of action are played: ${played.join(', ')}.\n\n${markdownTable(['not played', 'because'], others)}`;
}

/** What is played on clusters of ours, and is not on a cluster of one's own, by why. */
export function ownMoves(): string {
  const types = new Map<string, string[]>();
  for (const [type, move] of Object.entries(OWN_RULES.moves)) {
    const of = MOVES[type as keyof typeof MOVES];
    if (!('because' in move) || 'because' in of) continue;
    types.set(move.because, [...(types.get(move.because) ?? []), code(type)]);
  }
  return markdownTable(
    ['not played', 'because'],
    [...types].map(([because, of]) => [of.join(', '), because]),
  );
}
