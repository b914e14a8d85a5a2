import type { ActionType } from '../model/action.ts';
import { MOVES } from './moves/moves.ts';

/** Why no action of the type can be brought about on a real cluster; null where it can. */
export function whyUnplayable(type: ActionType): string | null {
  const move = MOVES[type];
  return 'because' in move ? move.because : null;
}

/** The types of action that are played. */
export const PLAYABLE: readonly ActionType[] = (Object.keys(MOVES) as ActionType[]).filter(
  (type) => whyUnplayable(type) === null,
);
