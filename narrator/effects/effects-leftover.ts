import type { Action } from '../../model/action.ts';
import { elementsOf } from '../../model/sets.ts';
import type { Moment } from '../moment.ts';
import { listed, memberName, offsetsName, partitionName, polledName } from '../names.ts';

/** What a client keeps of partitions that it gave up, where it should have forgotten it. */
export function leftoverEffects({ world, before, after }: Moment, action: Action, member: number): string[] {
  const was = before.members[member];
  const is = after.members[member];
  const name = memberName(world, member);
  if (action.type === 'worker.process' || action.type === 'worker.overtake') {
    const late = is.stored.map((offset, partition) => (offset === was.stored[partition] ? -1 : offset));
    return late.some((offset) => offset >= 0)
      ? [`${offsetsName(world, late)} is still to be committed: ${name} does not own it any more`]
      : [];
  }
  if (action.type !== 'consumer.join' && action.type !== 'consumer.sync') return [];
  const gone = elementsOf(was.owned & ~is.owned);
  const effects: string[] = [];
  const inHand =
    action.type === 'consumer.join'
      ? is.batch
      : is.batch.filter(({ partition }) => world.keepsRevoked && gone.includes(partition));
  if (inHand.length > 0) {
    const records = listed(inHand.map((record) => polledName(world, record)));
    effects.push(
      was.batch.length > 0
        ? `${name} does not drop its batch: ${records} ${inHand.length === 1 ? 'is' : 'are'} left of it`
        : `what ${name} had fetched ahead stays in its queue: ${records}`,
    );
  }
  const stored = is.stored.map((offset, partition) => (gone.includes(partition) ? offset : -1));
  if (stored.some((offset) => offset >= 0)) {
    effects.push(
      `${offsetsName(world, stored)} ${world.keepsRevoked ? 'is still to be committed' : 'stays stored for a later commit'}`,
    );
  }
  if (!world.client.forgetsRevokedPartitions && gone.length > 0) {
    const partitions = listed(gone.map((partition) => partitionName(world, partition)));
    effects.push(`${name}'s fetch session keeps ${partitions}: the broker is not told to forget it`);
  }
  return effects;
}
