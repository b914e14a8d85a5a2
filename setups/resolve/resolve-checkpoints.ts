import type { ApplicationConfig, Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { INT_MAX } from '../kinds.ts';

/** What a loop has that keeps its offsets in checkpoints, and why. */
const IMPLIED = [
  ['shape', 'transform', 'behind a checkpoint a transaction is committed, which has what was made of the input'],
  ['commit', 'transaction', 'its offsets are in the checkpoint, and its transaction is committed behind that'],
  ['subscription', 'assign', 'the job takes its partitions itself, and its group is a name'],
  ['transaction.spans', 'polls', 'a transaction goes on until the next checkpoint'],
] as const;

const PLACE = { file: 'offsets: checkpoint' };

/** Takes for granted what goes with `offsets: checkpoint`, so that a setup need not say it. */
export function supposeCheckpoints(given: Given): void {
  if (given.value('application', 'offsets') !== 'checkpoint') return;
  for (const [key, value] of IMPLIED) given.suppose({ section: 'application', key, value, place: PLACE });
  given.suppose({ section: 'scope', key: 'members', value: 1, place: PLACE });
}

/** What contradicts it. */
export function checkCheckpoints(given: Given, loop: Pick<ApplicationConfig, 'transactional.ids'>): void {
  const place = given.place('application', 'offsets');
  for (const [key, value, why] of IMPLIED) {
    const own = given.value('application', key);
    if (own === value) continue;
    given.refuse(
      ['application'],
      given.place('application', key) ?? place,
      `application.offsets is checkpoint, but ${key} is ${own}: ${why}`,
      `leave ${key} out`,
    );
  }
  const members = given.value('scope', 'members') ?? 1;
  if (members > 1) {
    given.refuse(
      ['scope'],
      given.place('scope', 'members'),
      `application.offsets is checkpoint, but scope.members is ${members}: a job is one process here, which is restored as a whole; its subtasks have partitions of their own`,
      'leave members out',
    );
  }
  const ids = loop['transactional.ids'];
  if (ids === 'per-member') return;
  given.refuse(
    ['application'],
    place,
    `application.offsets is checkpoint, but transactional.ids is ${ids}: the checkpoint names the transaction that is to be committed, whose id is kept`,
    'leave transactional.ids out',
  );
}

/** What an outage costs a job that its checkpoints restore. */
export function noteCheckpoints(given: Given, { application, producer }: Setup): void {
  const timeoutMs = producer['transaction.timeout.ms'];
  if (application.offsets !== 'checkpoint' || timeoutMs === INT_MAX) return;
  given.note(
    `transaction.timeout.ms is ${timeoutMs}: of a job that is down for longer the coordinator aborts what the last checkpoint wants committed`,
  );
}
