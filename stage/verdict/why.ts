import type { SourceLine } from '../decision-point.ts';

/** Why a line of the user's is to blame, and what mends it. */
export interface Why {
  /** A clause of which the line is *there*. */
  readonly says: string;
  /** What to do instead, where that is known. */
  readonly wayOut?: string;
}

const WAIT = 'wait for it (await), and go on after that';
const BEHIND_WORK = 'resolve it after the work';

/** By what a line was found by. None of them says more than that shows. */
export const WHYS = {
  gone: {
    says: 'what was acknowledged there is in no log any more',
    wayOut: 'acks=all, and a topic with min.insync.replicas of at least 2',
  },
  unanswered: { says: 'no broker answers for what is sent there (acks=0)', wayOut: 'acks=all' },
  'let go': { says: 'nobody waits for what is called there', wayOut: WAIT },
  'committed before': {
    says: 'its offset was committed before what is called there had taken place',
    wayOut: 'wait for it, and let the offset be committed after that',
  },
  marked: {
    says: 'that the record is done is noted there, before it is',
    wayOut: 'note it after the work, or together with it in one transaction',
  },
  'lock kept': {
    says: 'the lock that is taken there is kept though the work has failed',
    wayOut: 'let go of it where the work fails',
  },
  resolved: {
    says: 'the offset is resolved there before the work is done',
    wayOut: BEHIND_WORK,
  },
  'resolved anyway': {
    says: 'the offset is resolved there though the call has failed',
    wayOut: `${BEHIND_WORK} that has succeeded, and not in a finally`,
  },
  'resolved past': {
    says: 'the offset of a later record is resolved there, past the one whose call has failed',
    wayOut: 'resolve offsets in their order, and no further than the work has succeeded',
  },
  swallowed: {
    says: 'the failure goes no further than there, and the program goes on',
    wayOut: 'throw it on, or try again, before the offset is committed',
  },
  failed: {
    says: 'the call there has failed, and nothing more was done for the record',
    wayOut: 'try it again, or throw, before the offset is committed',
  },
  'transaction ended': {
    says: 'the transaction with the offset of the record is committed there, before the work is done',
    wayOut: 'commit it after the work',
  },
  committed: {
    says: 'an offset past the record is committed there, before the work is done',
    wayOut: 'commit after the work, and no further than it is done',
  },
  handled: {
    says: 'the handler ends with the work still to come for what is handed on there, and its offset is committed then',
    wayOut: 'wait for the work before the handler ends, or commit the offset after the work',
  },
  instead: {
    says: 'what is called there in place of a call that failed has not taken place either',
    wayOut: 'wait for it before the offset is committed',
  },
  skipped: {
    says: 'the program leaves there without having done anything for the record',
    wayOut: 'throw instead, or see to it that its offset is not committed (kafkajs: eachBatchAutoResolve: false)',
  },
  'begins at the end': {
    says: 'the group begins there past the record: it has committed nothing, and begins at the end',
    wayOut: 'begin at the beginning where nothing is committed (fromBeginning: true, auto.offset.reset=earliest)',
  },
  'taken back': {
    says: 'the group is taken back there to before the record',
    wayOut: 'commit no offset before one that the group has committed',
  },
  'not covered': {
    says: 'what is committed there does not cover the record that is done',
    wayOut: 'commit the offset after it (offset + 1), as the group that consumes',
  },
  'never committed': {
    says: 'what is done there is done for a record whose offset nobody commits',
    wayOut: 'commit it, after that or in one transaction with it',
  },
  'done again': {
    says: 'nothing keeps what is done there from being done twice',
    wayOut: 'do it under a key that is the record’s own (its topic, partition and offset, or an id in it)',
  },
  'sent again': {
    says: 'nothing keeps what is sent there from being sent twice',
    wayOut:
      'send it and its offset in one transaction (sendOffsets), or under a key by which whoever reads knows it again',
  },
  'sent twice': {
    says: 'nothing keeps what is sent there from being sent twice',
    wayOut: 'an idempotent producer, and a key by which whoever reads knows it again',
  },
  'sent again in a transaction': {
    says: 'nothing keeps what is sent there from being sent twice, though its offset is in its transaction',
    wayOut:
      'have the offset of a member refused that has lost its partition (KIP-447: sendOffsets with its generation, which kafkajs does not send), or send under a key by which whoever reads knows it again',
  },
  'out of order': {
    says: 'what is done there may take place before what comes of an earlier record',
    wayOut: 'wait for each before the next of its partition begins',
  },
  endless: {
    says: 'the program goes round and round there, and waits for nothing between two rounds',
    wayOut: 'let it wait, and come to an end',
  },
  'not gone on': {
    says: 'the call there has failed, and the program does not go on',
    wayOut: 'try it again, or let the process end, so that it starts afresh',
  },
  complaint: { says: 'the exception that the program told last comes from there' },
  'left open': {
    says: 'the transaction that is begun there is left open, and whoever reads what is committed waits for its end',
    wayOut: 'commit or abort it, whatever happens',
  },
  'read on': { says: 'the program has read on without what is called there' },
  round: { says: 'the same is called there over and over' },
} as const satisfies Readonly<Record<string, Why>>;

/** What a line may be to blame for. */
export type Reason = keyof typeof WHYS;

/** A line, and what it is to blame for. */
export interface Blame {
  readonly line: SourceLine;
  /** Left out where nothing more can be said than that what went wrong was called there. */
  readonly reason?: Reason;
}

export const by = (reason: Reason | undefined, line: SourceLine | undefined): Blame | undefined =>
  line && { line, ...(reason && { reason }) };
