import type { GroupAction } from '../../model/action.ts';
import type { Moves } from './move.ts';

const later = { because: 'not built yet' };

/** */
export const GROUP_MOVES: Moves<GroupAction> = {
  'group.apply-offsets': later,
  'group.evict': later,
  'group.complete': later,
};
