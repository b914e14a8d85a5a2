import type { Action } from '../../model/action.ts';
import { STRUCK } from '../../model/faults/fault-kinds.ts';
import type { World } from '../../model/world.ts';
import { CONSUMER_MOVES } from '../moves/consumers/consumer.ts';
import { GROUP_MOVES } from '../moves/consumers/group.ts';

const struck: Readonly<Partial<Record<Action['type'], string>>> = STRUCK;

/** Whether a schedule has anything to do with groups. Where it has not, nobody is started for them. */
export const usesGroups = (world: World, schedule: readonly Action[]): boolean =>
  world.transform ||
  schedule.some(({ type }) => type in GROUP_MOVES || type in CONSUMER_MOVES || struck[type] === 'consumers');
