import type { SourceLine } from '../decision-point.ts';
import type { Ledger, Life } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { isAlive, isLife, type LifeName } from './judge.ts';

/** Whether a run came to rest without an outcome. */
export const standsStill = ({ outcomes, atRest }: Ledger, { record, what }: Anomaly): boolean =>
  atRest && !outcomes.some((one) => one.what === what && one.state === 'done' && one.records.includes(record));

/** Whether it had the record and went on, or has it from elsewhere than a consumer. A library that reads ahead has gone on by itself where its program was not heard of again. */
export const hasGoneOn = (ledger: Ledger, { isReadPast, isUnread }: Anomaly): boolean =>
  isUnread === true || (isReadPast === true && !ledger.lives.some((life) => isAlive(life) && isHeld(ledger, life)));

/** Whether the last of a life's own doing was a commit that was refused, of which it has complained nowhere: its client has not told it, or it would have done something. */
function isHeld({ refused = [], commits, outcomes }: Ledger, life: Life): boolean {
  const isIts = isLife(life);
  const last = refused.findLast((one) => one.line !== undefined && isIts(one));
  if (last === undefined || life.line !== undefined) return false;
  const later = [...commits.filter(({ line }) => line !== undefined), ...outcomes];
  return !later.some((one) => isIts(one) && one.at > last.at);
}

/** Whether a living process has sent what no broker can read. A program gives its library values, and has no hand in bytes. */
export const isMisread = ({ lives }: Ledger): boolean => lives.some((life) => isAlive(life) && life.isMisread === true);

/**
 * Whose an anomaly is. It is the client library's own when a program stands still though one of its processes lives, none
 * of its calls has failed, it has not read on past the record, or was not heard of again after a commit that was refused, or its library has sent what no broker can read, and it does not stand still without any fault. It has no part in
 * what no consumer reads, nor in members of one group that subscribe to different topics: kafkajs deals all of them those of its leader. And
 * what has started afresh, and stands still though nothing has gone wrong in its life, finds something there that it cannot go on from.
 *
 * @param calm the run without faults.
 * @param struck lives in which something has gone wrong; nothing where a broker has crashed, for all.
 */
export function ownerOf(
  ledger: Ledger,
  anomaly: Anomaly,
  line: SourceLine | undefined,
  calm: Ledger,
  struck?: readonly LifeName[],
): Owner {
  const isOfFault =
    anomaly.kind === 'stuck' && line === undefined && calm.mixed === undefined && !standsStill(calm, anomaly);
  if (!isOfFault) return 'user';
  if (isMisread(ledger)) return 'client';
  const alive = ledger.lives.filter(isAlive);
  const isAfresh = struck !== undefined && alive.every((life) => life.incarnation > 0 && !struck.some(isLife(life)));
  return !hasGoneOn(ledger, anomaly) && alive.length > 0 && !isAfresh ? 'client' : 'user';
}

export type Owner = 'user' | 'client';
