import type { Action } from '../../model/action.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { presumedLeader, replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { Step } from '../search.ts';
import { effectsInside, effectsOutside, judgesOutside } from '../../properties/guarantees/looking.ts';

/** A counterexample, as it is summed up. */
export interface Story {
  readonly world: World;
  readonly cause: string;
  readonly last: ClusterState;
  readonly steps: readonly Step<ClusterState, Action>[];
}

/** A clause as a sentence. */
export const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** A processing of a record, and the step in which it happened, counted from 1. */
export interface Processing {
  readonly member: number;
  readonly partition: number;
  readonly offset: number;
  readonly step: number;
}

/** Every time that a record was processed, in order. */
export function processingsOf({ steps }: Story, value: number): Processing[] {
  return steps.flatMap(({ action, before }, index) => {
    if (action.type !== 'consumer.process' && action.type !== 'worker.process') return [];
    const { batch, worker } = before.members[action.member];
    const entry = action.type === 'consumer.process' ? batch[0] : worker[0];
    const { partition, offset } = entry;
    return entry.value === value ? [{ member: action.member, partition, offset, step: index + 1 }] : [];
  });
}

/** A record whose send was reported successful and that had no effect, and where that is so; null when there is none. */
export function missing({ world, last }: Story): { readonly value: number; readonly group: number } | null {
  for (const value of range(world.records)) {
    if (last.ledger.sends[value].outcome !== 'acknowledged') continue;
    for (const group of judgesOutside(world) ? range(world.groups) : []) {
      if (effectsOutside(last, group, value) === 0) return { value, group };
    }
    if (world.transform && effectsInside(last, value) === 0) return { value, group: -1 };
  }
  return null;
}

/** The broker that serves readers of a partition as its leader; -1 while there is none. */
export const leaderOf = ({ world, last }: Story, partition: number): number => presumedLeader(world, last, partition);

/** The offset of a record in the log of one broker; -1 where it is not. */
export function offsetOn(story: Story, state: ClusterState, broker: number, partition: number, value: number): number {
  if (!story.world.placement[partition].includes(broker)) return -1;
  const { log } = replicaOf(story.world, state, broker, partition);
  return log.findIndex((record) => record.kind === 'data' && record.value === value);
}
