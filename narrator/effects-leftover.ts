import type { Action } from '../model/action.ts';
import { elementsOf } from '../model/sets.ts';
import type { Moment } from './moment.ts';
import { listed, memberName, offsetsName, partitionName, polledName } from './names.ts';

/** What a client keeps of partitions that it gave up, where it should have forgotten it. */
export function leftoverEffects({ world, before, after }: Moment, action: Action, member: number): string[] {
  if (action.type !== 'consumer.join' && action.type !== 'consumer.sync') return [];
  const was = before.members[member];
  const is = after.members[member];
  const gone = elementsOf(was.owned & ~is.owned);
  const name = memberName(world, member);
  const effects: string[] = [];
  const inHand = action.type === 'consumer.join' ? is.batch : [];
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
    effects.push(`${offsetsName(world, stored)} stays stored for a later commit`);
  }
  if (!world.client.forgetsRevokedPartitions && gone.length > 0) {
    const partitions = listed(gone.map((partition) => partitionName(world, partition)));
    effects.push(`${name}'s fetch session keeps ${partitions}: the broker is not told to forget it`);
  }
  return effects;
}
