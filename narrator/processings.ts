import type { Polled } from '../model/consumer/client/member.ts';
import type { ClusterStep } from './story.ts';

/** A processing of a record, and the step in which it happened, counted from 1. */
export interface Processing extends Polled {
  readonly member: number;
  readonly step: number;
}

/** The record that is processed in a step, and by whom. */
export function processedIn({ action, before }: ClusterStep): Omit<Processing, 'step'> | null {
  if (action.type !== 'consumer.process' && action.type !== 'worker.process') return null;
  const { batch, worker } = before.members[action.member];
  const [polled] = action.type === 'consumer.process' ? batch : worker;
  return { ...polled, member: action.member };
}
