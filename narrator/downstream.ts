import type { Polled } from '../model/consumer/client/member.ts';
import { readableEnd } from '../model/broker/readable-end.ts';
import { fetchFrom, fetchTarget } from '../model/consumer/client/reading.ts';
import type { Moment } from './moment.ts';

/** The records that the reader behind a transform was given in this step, which leaves no trace of those seen before. */
export function readByDownstream({ world, before }: Moment, partition: number): readonly Polled[] {
  const target = fetchTarget(world, before, partition);
  if (target === null) return [];
  const position = Math.min(before.downstream[partition - world.inputs], target.log.length);
  const committedOnly = world.downstreamCommittedOnly;
  const end = readableEnd(world, target, committedOnly);
  return fetchFrom(world, target, partition, position, end, committedOnly, Number.MAX_SAFE_INTEGER).records;
}
