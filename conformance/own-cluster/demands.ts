import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import { worldOf } from '../../model/world.ts';
import { usesGroups } from '../schedules/uses-groups.ts';

/** What schedules need of a cluster. */
export interface Demands {
  readonly groups: boolean;
  readonly transactions: boolean;
  readonly idempotence: boolean;
  /** Whether a transaction is waited for until its transaction.timeout.ms is over. */
  readonly timeOuts: boolean;
  /** Whether the clock of a process is moved by days that has a member of a group. */
  readonly movesClocksOfMembers: boolean;
}

/** The actions for which a client's clock is moved. */
const MOVES_CLOCK: ReadonlySet<Action['type']> = new Set([
  'producer.give-up',
  'producer.expire',
  'batches.expired',
  'flush.expired',
]);

/** What it takes to play these schedules of a setup. */
export function demandsOf(setup: Setup, schedules: readonly (readonly Action[])[]): Demands {
  const world = worldOf(setup);
  const has = (is: (action: Action) => boolean): boolean => schedules.some((schedule) => schedule.some(is));
  return {
    groups: schedules.some((schedule) => usesGroups(world, schedule)),
    transactions: world.transactional,
    idempotence: world.idempotent,
    timeOuts: has(({ type }) => type === 'transaction.time-out'),
    movesClocksOfMembers: world.transform && has(({ type }) => MOVES_CLOCK.has(type)),
  };
}
