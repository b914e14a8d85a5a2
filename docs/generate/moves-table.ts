import { MOVES } from '../../conformance/moves/moves.ts';
import { code, markdownTable } from './markdown-table.ts';

/** Which types of action are played on real Kafka, and why the others are not. */
export function moves(): string {
  const entries = Object.entries(MOVES);
  const played = entries.filter(([, move]) => !('because' in move)).map(([type]) => code(type));
  const others = entries.flatMap(([type, move]) => ('because' in move ? [[code(type), move.because]] : []));
  return `${played.length} of ${entries.length} types of action are played: ${played.join(', ')}.\n\n${markdownTable(['not played', 'because'], others)}`;
}
