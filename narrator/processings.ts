import type { Polled } from '../model/consumer/client/member.ts';
import type { ClusterStep } from './story.ts';

/** A processing of a record, and the step in which it happened, counted from 1. */
export interface Processing extends Polled {
  readonly member: number;
  readonly step: number;
}

/** Every processing, in order. */
export function processings(steps: readonly ClusterStep[]): Processing[] {
  return steps.flatMap((step, index) => {
    const processed = processedIn(step);
    return processed === null ? [] : [{ ...processed, step: index + 1 }];
  });
}

/** The record that is processed in a step, and by whom. */
export function processedIn({ action, before }: ClusterStep): Omit<Processing, 'step'> | null {
  if (action.type !== 'consumer.process' && action.type !== 'worker.process') return null;
  const { batch, worker } = before.members[action.member];
  const [{ partition, offset, value }] = action.type === 'consumer.process' ? batch : worker;
  return { partition, offset, value, member: action.member };
}
