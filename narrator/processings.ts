import type { Polled } from '../model/consumer/client/member.ts';
import { isEqual } from '../model/equal.ts';
import type { ClusterStep } from './story.ts';

/** A processing of a record, and the step in which it happened, counted from 1. */
export interface Processing extends Polled {
  readonly member: number;
  readonly step: number;
}

/** The record that is processed in a step, and by whom. */
export function processedIn({ action, before, after }: ClusterStep): Omit<Processing, 'step'> | null {
  if (action.type === 'consumer.process') {
    return { ...before.members[action.member].batch[0], member: action.member };
  }
  if (action.type !== 'worker.process' && action.type !== 'worker.overtake') return null;
  const left = after.members[action.member].worker;
  const { worker } = before.members[action.member];
  const done = worker.findIndex((record, index) => index === left.length || !isEqual(record, left[index]));
  return { ...worker[done], member: action.member };
}
