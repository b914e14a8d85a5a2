import type { Action } from '../model/action.ts';
import type { LogRecord } from '../model/broker/log.ts';
import type { Polled } from '../model/consumer/consumer.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Step } from '../model/machine.ts';
import { readByDownstream } from './downstream.ts';

/** A counterexample, as it is summed up. */
export interface Story {
  readonly world: World;
  readonly cause: string;
  readonly last: ClusterState;
  readonly steps: readonly Step<ClusterState, Action>[];
}

/** A clause as a sentence. Names of records and partitions stay as they are. */
export const sentence = (clause: string): string =>
  /^(?:r|topic-|input-|output-)\d/.test(clause) ? `${clause}.` : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** A processing of a record, and the step in which it happened, counted from 1. */
export interface Processing extends Polled {
  readonly member: number;
  readonly step: number;
}

/** Every processing, in order. */
export function processings({ steps }: Story): Processing[] {
  return steps.flatMap(({ action, before }, index) => {
    if (action.type !== 'consumer.process' && action.type !== 'worker.process') return [];
    const { batch, worker } = before.members[action.member];
    const [{ partition, offset, value }] = action.type === 'consumer.process' ? batch : worker;
    return [{ partition, offset, value, member: action.member, step: index + 1 }];
  });
}

/** The records that the last step gave to a reader; the member is -1 for the reader behind a transform. */
export function lastRead({ world, steps }: Story): { readonly member: number; readonly records: readonly Polled[] } {
  const { action, before, after } = steps[steps.length - 1] ?? {};
  if (action?.type === 'downstream.poll') {
    return { member: -1, records: readByDownstream({ world, before, after }, action.partition) };
  }
  if (action?.type !== 'consumer.poll') return { member: -1, records: [] };
  const { batch, worker } = after.members[action.member];
  return { member: action.member, records: [...batch, ...worker.slice(before.members[action.member].worker.length)] };
}

export const isRecord = (record: LogRecord, value: number): boolean => record.kind === 'data' && record.value === value;

/** The brokers whose log of a partition has the record. */
export function holdersOf(world: World, state: ClusterState, partition: number, value: number): number[] {
  return world.placement[partition].filter((broker) =>
    state.replicas[broker * world.partitions + partition]?.log.some((record) => isRecord(record, value)),
  );
}
