import type { Action } from '../../model/action.ts';
import type { Step } from '../../model/machine.ts';
import { elementsOf, EMPTY, has, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';

/** A send that begins, or of which its application hears. */
export interface NewsOfSend {
  readonly value: number;
  readonly is: 'begun' | 'ok' | 'fail' | 'info';
}

/**
 * What a step makes of sends. One that has failed may yet have happened, unless its transaction was aborted. With acks=0
 * nobody is told anything.
 *
 * A transform may send its output of a record more than once, as it may process the record; it is told as one send, which
 * comes out well when the first of them is known to be stored.
 */
export function sendsOfStep(
  world: World,
  { before, after, action }: Step<ClusterState, Action>,
): readonly NewsOfSend[] {
  if (world.transform) return outputsOfStep(world, before, after);
  const isAbort = action.type === 'producer.end-transaction' && !action.commit;
  return after.ledger.sends.flatMap(({ times, outcome }, value) => {
    const earlier = before.ledger.sends[value];
    const news: NewsOfSend[] = [];
    if (earlier.times === 0 && times > 0) news.push({ value, is: 'begun' });
    if (earlier.outcome !== outcome && world.acks !== '0') {
      news.push({ value, is: outcome === 'acknowledged' ? 'ok' : isAbort ? 'fail' : 'info' });
    }
    return news;
  });
}

function outputsOfStep(world: World, before: ClusterState, after: ClusterState): readonly NewsOfSend[] {
  const begun = outputsOnTheWay(after).filter((value) => !outputsOnTheWay(before).includes(value));
  const stored = elementsOf(storedOutputs(world, after) & ~storedOutputs(world, before));
  return [
    ...[...new Set(begun)].map((value) => ({ value, is: 'begun' }) as const),
    ...stored.map((value) => ({ value, is: 'ok' }) as const),
  ];
}

const outputsOnTheWay = ({ producers }: ClusterState): readonly number[] =>
  producers.flatMap(({ inFlight }) => inFlight.map(({ batch }) => batch.value));

/** Records whose output somebody was told is stored: inside a transaction it is when that commits. */
function storedOutputs(world: World, { ledger }: ClusterState): SmallSet {
  if (!world.transactional) return ledger.outputsAcknowledged;
  return ledger.transactions
    .filter(({ decided }) => decided === 'commit')
    .reduce((stored, { sent }) => stored | sent, EMPTY);
}

/** Whether a record's output was stored in a step: its transform has processed it then. */
export const isNewlyStored = (world: World, { before, after }: Step<ClusterState, Action>, value: number): boolean =>
  has(storedOutputs(world, after), value) && !has(storedOutputs(world, before), value);
