import type { SourceLine } from '../decision-point.ts';
import type { InputRecord, Ledger, Outcome } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { isPast } from './expected.ts';
import { lineOfHandled } from './handled.ts';
import { hasFailed, isAlive, isGoneOf, isLife } from './judge.ts';
import { blameOfBegun, blameOfUnwaited, lineOfLetGo, lineOfSend } from './let-go.ts';
import { lineOfKeptLock, lineOfMarked } from './marked.ts';
import {
  lineOfResolved,
  lineOfResolvedAlive,
  lineOfResolvedAnyway,
  lineOfResolvedBefore,
  lineOfResolvedPast,
} from './resolved.ts';
import { hasGoneOn, isMisread, standsStill } from './owner.ts';
import { lineOfRound } from './round.ts';
import { contentOf, isDoneFor, promisedOf, severalOf, tally } from './several.ts';
import { lineOfSwallowed } from './swallowed.ts';
import { lineOfTakenBack } from './taken-back.ts';
import { isUncalled } from './uncalled.ts';
import { type Blame, by, type Reason } from './why.ts';

/** What is known besides a run itself, and the one without faults. */
interface Beside {
  /** The run without the last fault: it knows what the program does when a call has failed. */
  readonly milder?: Ledger;
  /** Where the program has left a function, or a round of a loop, as it does not without faults: where nothing was called for a record. */
  readonly skipped?: readonly SourceLine[];
  /** Whether the program goes on without the last fault, which came behind the calls that failed and hit none: then these are not why it stands still. */
  readonly goesOn?: boolean;
}

/**
 * The user's line that an anomaly comes from, and why; nothing where it is none of the user's.
 *
 * A loss comes from whoever sent what a leader had taken, and nobody has, or let go of the call that should have brought the outcome about; otherwise from whoever committed past the record before its
 * outcome: whoever has resolved its offset before what the program's own commit comes behind, or the user's own call (of a transaction whose offset is the record's own, that which committed it: it came before the outcome), unless that commits behind a call that
 * failed as it does behind one that did not, which is then the one whose failure was swallowed; and where the client library commits by itself, whoever resolves the offset before the work, or the handler that comes to its end before it, or the call whose end the user did not wait for (of those that had not taken place when the process ended, or of what the program does instead of one that has failed), or whose failure kept the program from it. A duplicate comes from a commit of the user's that took the group back, or came
 * after the outcome and did not cover the record; where there is none, from the call that may take place twice. What comes
 * too early is the call's own doing. A program that is stuck is so where it goes round and round, or because of a call that failed, or of a transaction that was left open, or without its call has read on past
 * the record or had it from elsewhere; otherwise, and where its client library sends what no broker can read, it stands at no line of its own, unless it does without any fault: then the line is that
 * of the exception which it told last, or of what it does over and over.
 *
 * @param calm the run without faults: it knows the call to which a process that died before did not come. Of what is stuck, that as which the run began.
 */
export function blame(
  ledger: Ledger,
  anomaly: Anomaly,
  calm: Ledger,
  { milder, skipped = [], goesOn = false }: Beside = {},
): Blame | undefined {
  const record = ledger.records.find(({ id }) => id === anomaly.record);
  if (!record) return undefined;
  const called = (reason?: Reason): Blame | undefined =>
    by(
      reason,
      lineOfOne(ledger, anomaly, calm) ??
        lineOfCall(ledger, anomaly) ??
        lineOfCall(calm, anomaly) ??
        lineOfAny(ledger, anomaly) ??
        lineOfAny(calm, anomaly),
    );
  if (anomaly.kind === 'stuck') {
    const complaint = standsStill(calm, anomaly) ? calm.lives.findLast(({ line }) => line !== undefined) : undefined;
    return (
      by('endless', ledger.endless?.line) ??
      (goesOn ? undefined : by(anomaly.isReadPast ? 'failed' : 'not gone on', lineOfFailure(ledger, anomaly))) ??
      by('complaint', complaint?.line) ??
      by('left open', lineOfLeftOpen(ledger)) ??
      (hasGoneOn(ledger, anomaly) && !isMisread(ledger)
        ? (by(
            'resolved',
            lineOfResolvedAlive(ledger, record, anomaly.what, { usual: skipping(calm, record, anomaly), calm }),
          ) ?? called(anomaly.isUnread ? undefined : 'read on'))
        : undefined) ??
      (standsStill(calm, anomaly) ? (by('round', lineOfRound(ledger)) ?? by(undefined, lineOfJoin(ledger))) : undefined)
    );
  }
  if (anomaly.kind === 'loss' && !anomaly.isReplaced) {
    const past = skipping(ledger, record, anomaly);
    const early = past?.offset === record.offset + 1 ? past.end : undefined;
    const beside = { past, usual: skipping(calm, record, anomaly), calm, milder };
    const handled = lineOfHandled(ledger, record, anomaly.what, beside);
    return (
      by('gone', lineOfGone(ledger, anomaly)) ??
      by('let go', lineOfLetGo(ledger, anomaly)) ??
      (past === undefined ? by('let go', lineOfSend(ledger, anomaly, past, calm)) : undefined) ??
      by('marked', lineOfMarked(ledger, record, anomaly.what, past, calm)) ??
      by('lock kept', lineOfKeptLock(ledger, record, anomaly.what, past, calm)) ??
      by('resolved', lineOfResolvedBefore(ledger, record, anomaly.what, beside)) ??
      by('swallowed', lineOfSwallowed(ledger, record, anomaly.what, beside)) ??
      by('let go', lineOfSend(ledger, anomaly, past, calm)) ??
      by('transaction ended', early) ??
      by('committed', past?.line) ??
      by('resolved', lineOfResolved(ledger, record, anomaly.what, beside)) ??
      by('resolved anyway', lineOfResolvedAnyway(ledger, record, anomaly.what, past)) ??
      by('resolved past', lineOfResolvedPast(ledger, record, anomaly.what, beside)) ??
      (isUncalled(ledger, anomaly) ? by('skipped', skipped[0]) : undefined) ??
      blameOfBegun(ledger, anomaly, past, handled) ??
      by('instead', lineOfInstead(ledger, anomaly, calm, milder)) ??
      blameOfFailedBefore(ledger, anomaly) ??
      by('skipped', skipped[0]) ??
      blameOfUnwaited(ledger, anomaly, calm, past, handled) ??
      by('handled', handled) ??
      (past === undefined ? by('begins at the end', lineOfBegunBehind(ledger, record)) : undefined) ??
      called(reasonOfCall(ledger, anomaly, calm, past))
    );
  }
  if (anomaly.kind === 'duplicate') {
    return (
      by('taken back', lineOfTakenBack(ledger, record, anomaly.what)) ??
      by('not covered', behind(ledger, record, anomaly.what)) ??
      called(againOf(calm, record, anomaly))
    );
  }
  return called(anomaly.kind === 'disorder' ? 'out of order' : undefined);
}

/** What nothing keeps from taking place twice: a call, or what is sent, be it in the transaction that has the record's offset, or by a program that reads nothing. */
function againOf(calm: Ledger, record: InputRecord, anomaly: Anomaly): Reason {
  const isRead = calm.fetched.length > 0;
  if (isRead && calm.commits.length === 0) return 'never committed';
  const isSent = calm.outcomes.some(({ what, place }) => what === anomaly.what && place !== undefined);
  if (!isSent) return 'done again';
  if (!isRead) return 'sent twice';
  return skipping(calm, record, anomaly)?.end === undefined ? 'sent again' : 'sent again in a transaction';
}

const isOf =
  ({ topic, partition }: InputRecord) =>
  (one: { readonly topic: string; readonly partition: number }): boolean =>
    one.topic === topic && one.partition === partition;

/** The first commit past a record, by the group that should have brought about what is lost. */
const skipping = (
  { commits }: Ledger,
  record: InputRecord,
  { group }: Anomaly,
): Ledger['commits'][number] | undefined =>
  commits.filter(isPast(record)).find((one) => group === undefined || one.group === group);

/**
 * A commit by the user that came after the record's outcome and before it came again, in the same life of the process, and did not cover it: by its offset, or since nobody consumes as its group.
 * Where its group consumes, and begins elsewhere at each start, the commit is not what is wrong.
 */
function behind(
  { commits, astray = [], joined = [], outcomes }: Ledger,
  record: InputRecord,
  what: string,
): SourceLine | undefined {
  const done = outcomes.filter((one) => one.what === what && one.state === 'done' && one.records.includes(record.id));
  const [first] = done;
  const last = done.at(-1);
  if (!first || !last) return undefined;
  const laterOf = (all: Ledger['commits']): Ledger['commits'] =>
    all.filter(isOf(record)).filter(({ at, process, incarnation }) => {
      return first.at < at && at <= last.at && process === first.process && incarnation === first.incarnation;
    });
  const later = laterOf(commits);
  const strays = astray.filter(({ group }) => !joined.includes(group));
  return later.every(({ offset }) => offset <= record.offset) ? [...later, ...laterOf(strays)][0]?.line : undefined;
}

/** Where the user calls what should have taken place, for this record. */
const lineOfCall = ({ outcomes }: Ledger, { record, what }: Anomaly): SourceLine | undefined =>
  outcomes.find((one) => one.what === what && one.line !== undefined && one.records.includes(record))?.line;

/** Where the user calls it for any other. */
const lineOfAny = ({ outcomes }: Ledger, { what }: Anomaly): SourceLine | undefined =>
  outcomes.find((one) => one.what === what && one.line !== undefined)?.line;

/** Where an outcome is several things: the line of the one that is missing, or there again. */
function lineOfOne(ledger: Ledger, { kind, record, what }: Anomaly, calm: Ledger): SourceLine | undefined {
  const promised = promisedOf(severalOf(calm), what, record);
  if (promised === undefined) return undefined;
  const { missing, again } = tally(
    ledger.outcomes.filter((one) => isDoneFor(one, what, record)),
    promised,
  );
  const [content] = kind === 'duplicate' ? again : missing;
  return [...ledger.outcomes, ...calm.outcomes].find(
    (one) => one.what === what && one.line !== undefined && contentOf(one) === content,
  )?.line;
}

/** Where was sent what a leader had taken, and nobody has. */
const lineOfGone = ({ outcomes }: Ledger, { record, what }: Anomaly): SourceLine | undefined =>
  outcomes.find((one) => isGoneOf(one, record, what))?.line;

/** Where is called what the program does for this record when a call has failed, be it the same once more, and did not come to here. */
function lineOfInstead(
  ledger: Ledger,
  { record, what }: Anomaly,
  calm: Ledger,
  milder: Ledger | undefined,
): SourceLine | undefined {
  const has = ({ outcomes }: Ledger, name: string): boolean => outcomes.some((one) => isDoneFor(one, name, record));
  const instead = milder?.outcomes.filter((one) => {
    const isInstead = one.what === what || !has(calm, one.what);
    return one.line !== undefined && isDoneFor(one, one.what, record) && isInstead && !has(ledger, one.what);
  });
  // What comes first has all that follows from it: the same once more, of a record in a topic of retries.
  const first = instead?.toSorted((one, other) => one.at - other.at)[0];
  return first?.perhaps ?? first?.line;
}

/** Where the failure of another call for this record went no further, or of one in which no record is, after which the program did not come to the one that should have taken place. */
function blameOfFailedBefore({ outcomes }: Ledger, { record, what }: Anomaly): Blame | undefined {
  const its = outcomes.filter(({ records }) => records.includes(record));
  if (its.some((one) => one.what === what)) return undefined;
  const failed = its.find(hasFailed) ?? outcomes.find((one) => one.records.length === 0 && hasFailed(one));
  return by('swallowed', failed?.caught) ?? by('failed', failed?.line);
}

/** Why the call is to blame for a loss of which nothing else is known: it has failed, be it when its client had committed already, or nobody would have heard if it had. */
function reasonOfCall(
  { outcomes }: Ledger,
  anomaly: Anomaly,
  calm: Ledger,
  past: Ledger['commits'][number] | undefined,
): Reason | undefined {
  const failed = outcomes.findLast((one) => isFailureOf(one, anomaly));
  if (failed !== undefined) return past !== undefined && past.at < failed.at ? 'committed before' : 'failed';
  const isUnanswered = calm.outcomes.some((one) => one.what === anomaly.what && one.isUnanswered);
  return isUnanswered ? 'unanswered' : undefined;
}

const isFailureOf = (one: Outcome, { record, what }: Anomaly): boolean =>
  one.what === what && one.records.includes(record) && hasFailed(one);

/** Where a call failed: what should have taken place for this record, or else any other, such as one that only looks. */
const lineOfFailure = ({ outcomes }: Ledger, anomaly: Anomaly): SourceLine | undefined =>
  (outcomes.find((one) => isFailureOf(one, anomaly)) ?? outcomes.find(hasFailed))?.line;

/** Where a living process began a transaction that it has left open. */
const lineOfLeftOpen = ({ leftOpen, lives }: Ledger): SourceLine | undefined =>
  leftOpen?.find((open) => open.line !== undefined && lives.some((life) => isAlive(life) && isLife(life)(open)))?.line;

/** Where a living process began to consume. */
const lineOfJoin = ({ joinedBy = [], lives }: Ledger): SourceLine | undefined =>
  joinedBy.find((one) => lives.some((life) => isAlive(life) && isLife(life)(one)))?.line;

/** Where a process began to consume that has started again and was given nothing before a place behind the record: at the end of the log, of which its group had committed nothing. */
function lineOfBegunBehind({ joinedBy = [], fetched }: Ledger, record: InputRecord): SourceLine | undefined {
  const behind = fetched.find((one) => isOf(record)(one) && one.incarnation > 0 && one.from > record.offset);
  return behind && joinedBy.find(isLife(behind))?.line;
}
