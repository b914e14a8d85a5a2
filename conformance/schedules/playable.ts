import type { Action, ActionType } from '../../model/action.ts';
import type { Moves } from '../moves/move.ts';
import { MOVES } from '../moves/moves.ts';

/** Why no action of the type can be brought about on a real cluster, one of ours unless told; null where it can. */
export function whyUnplayable(type: ActionType, moves: Moves<Action> = MOVES): string | null {
  const move = moves[type];
  return 'because' in move ? move.because : null;
}
