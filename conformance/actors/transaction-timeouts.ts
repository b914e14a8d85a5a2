import type { Action } from '../../model/action.ts';
import { memberOf } from '../../model/transactional-ids.ts';
import type { World } from '../../model/world.ts';

/** How long steps may take on a busy machine: those with a process to start, and all others. */
const START_MS = 6_000;
const STEP_MS = 400;
/** What every transaction has at least. */
const LEAST_MS = 3_000;

/**
 * `transaction.timeout.ms` of a producer that starts. Where a transaction of its transactional id times out under it, that is
 * waited for: it is as short as the schedule can be played in, up to there.
 *
 * @param ahead what is still to be played.
 * @param longestMs what brokers take: longer than a schedule.
 */
export function transactionTimeoutMs(
  world: World,
  ahead: readonly Action[],
  producer: number,
  id: number,
  longestMs: number,
): number {
  const rules = ahead.slice(0, endOfRule(world, ahead, producer));
  const last = rules.findLastIndex((action) => action.type === 'transaction.time-out' && action.producer === id);
  if (last < 0) return longestMs;
  const steps = rules.slice(0, last).map(({ type }) => (type.endsWith('.restart') ? START_MS : STEP_MS));
  return steps.reduce((sum, milliseconds) => sum + milliseconds, LEAST_MS);
}

/**
 * Up to where the coordinator goes by what it heard from this start's InitProducerId: until the next start has come to that. An
 * id that is made up at every start is asked for no more.
 */
function endOfRule(world: World, ahead: readonly Action[], producer: number): number {
  const next = ahead.findIndex((action) => startsAgain(world, action, producer));
  if (next < 0 || world.ids === 'per-start') return ahead.length;
  const over = ahead.findIndex((action, index) => index > next && initialises(action, producer));
  return over < 0 ? ahead.length : over;
}

const initialises = (action: Action, producer: number): boolean =>
  action.type === 'producer.initialise' && action.producer === producer;

const startsAgain = (world: World, action: Action, producer: number): boolean =>
  world.transform
    ? action.type === 'consumer.restart' && action.member === memberOf(world, producer)
    : action.type === 'producer.restart' && action.producer === producer;
