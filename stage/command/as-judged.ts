import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.ts';

/**
 * A digest of what is judged of a run: what took place, what is committed at the end, how lives ended. Two runs of one job whose
 * time is real are never the same to the byte; they are the same when they have this in common.
 */
export function digestAsJudged({ outcomes, commits, lives, atRest }: Ledger): string {
  const inForce = new Map(
    commits.map(({ group, topic, partition, offset }) => [`${group} ${topic} ${partition}`, offset]),
  );
  const told = [
    outcomes.map(({ what, state, records }) => `${what} ${state} ${records.join()}`).sort(),
    [...inForce].map(([place, offset]) => `${place} ${offset}`).sort(),
    lives.map(({ end }) => end).sort(),
    atRest,
  ];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}
