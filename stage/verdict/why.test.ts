import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import type { AnomalyKind } from './anomaly.ts';
import { blame } from './blame.ts';
import { type Reason, WHYS } from './why.ts';

const OTHER = { ...INSERT, line: 10 };
const insert: Outcome = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT, at: 3 };
const failed: Outcome = { ...insert, state: 'failed' };
const look: Outcome = { ...insert, what: 'look', line: OTHER, at: 1 };
const place = { topic: 'invoices', partition: 0, offset: 0 };
const life = { process: 0, incarnation: 0 };
const alive = { ...life, end: 'alive' } as const;
const resolve = { ...of, topic: 'orders', partition: 0, offset: 1, underWay: [], line: OTHER };

const byClient = (...outcomes: Outcome[]): Ledger => ledger({}, outcomes);
const byHand = (at: number, ...outcomes: Outcome[]): Ledger => {
  const { commits, ...rest } = ledger({ line: COMMIT }, outcomes);
  return { ...rest, commits: commits.map((one) => ({ ...one, at })) };
};
const inTransaction = (at: number, ...outcomes: Outcome[]): Ledger => {
  const { commits, ...rest } = byHand(at, ...outcomes);
  return { ...rest, commits: commits.map((one) => ({ ...one, end: OTHER })) };
};
const uncommitted = (...outcomes: Outcome[]): Ledger => ({ ...byClient(...outcomes), commits: [] });
const read = (run: Ledger): Ledger => ({
  ...run,
  fetched: [{ ...life, topic: 'orders', partition: 0, from: 0, offset: 1 }],
});
const standing = (...outcomes: Outcome[]): Ledger => ({ ...uncommitted(...outcomes), lives: [alive] });

/** What went wrong, in which run, and what comes of it when nothing does. */
type Case = readonly [
  reason: Reason,
  kind: AnomalyKind,
  run: Ledger,
  calm?: Ledger,
  beside?: Parameters<typeof blame>[3],
];

const calm = byClient(insert);
const [first, again] = [insert, { ...insert, incarnation: 1, at: 9 }];

const LOSSES: readonly Case[] = [
  ['gone', 'loss', byClient({ ...insert, state: 'gone' })],
  ['unanswered', 'loss', byClient(), byClient({ ...insert, place, isUnanswered: true })],
  ['let go', 'loss', byClient({ ...failed, isLetGo: true })],
  ['marked', 'loss', { ...byClient({ ...look, incarnation: 1 }) }, byClient(look, insert)],
  ['lock kept', 'loss', byClient(look, failed, { ...look, state: 'repeated', at: 4 }), byClient(look, insert)],
  ['resolved', 'loss', { ...byClient(), resolved: [resolve] }, { ...calm, resolved: [resolve] }],
  [
    'resolved anyway',
    'loss',
    { ...byClient(failed), resolved: [{ ...resolve, at: 4 }] },
    { ...calm, resolved: [{ ...resolve, at: 4 }] },
  ],
  [
    'resolved past',
    'loss',
    { ...byClient(failed), resolved: [{ ...resolve, at: 4, offset: 2 }] },
    { ...calm, resolved: [{ ...resolve, at: 4 }] },
  ],
  ['swallowed', 'loss', { ...byHand(5, failed), lives: [alive] }, byHand(5, insert)],
  ['failed', 'loss', byClient({ ...look, state: 'failed' })],
  ['failed', 'loss', byClient({ ...failed, at: 0 })],
  ['transaction ended', 'loss', inTransaction(2)],
  ['committed', 'loss', byHand(2)],
  [
    'committed before',
    'loss',
    { ...byClient(failed), begun: [{ ...life, what: 'insert', records: ['r0'], line: INSERT }] },
  ],
  [
    'handled',
    'loss',
    { ...byClient(), handled: [{ ...resolve, at: 2 }] },
    { ...calm, handled: [{ ...resolve, at: 2 }] },
  ],
  ['committed before', 'loss', byClient({ ...failed, at: 5 })],
  ['instead', 'loss', byClient(failed), calm, { milder: byClient(failed, { ...look, what: 'topic dlq' }) }],
  ['skipped', 'loss', byClient(), calm, { skipped: [OTHER] }],
  [
    'begins at the end',
    'loss',
    {
      ...uncommitted(),
      fetched: [{ ...life, incarnation: 1, topic: 'orders', partition: 0, from: 1, offset: 1 }],
      joinedBy: [{ ...life, incarnation: 1, line: OTHER }],
    },
  ],
];

const OTHERS: readonly Case[] = [
  [
    'taken back',
    'duplicate',
    {
      ...byClient(first, again),
      commits: [0, 5].map((at) => ({ ...byHand(at).commits[0], at, offset: at === 0 ? 1 : 0 })),
    },
  ],
  ['not covered', 'duplicate', { ...byClient(first, again), commits: [{ ...byHand(4).commits[0], offset: 0 }] }],
  ['done again', 'duplicate', byClient(first, again)],
  ['never committed', 'duplicate', byClient(first, again), read(uncommitted(insert))],
  ['sent again', 'duplicate', byClient(first, again), read(byClient({ ...insert, place }))],
  ['sent twice', 'duplicate', byClient(first, again), uncommitted({ ...insert, place })],
  ['sent again in a transaction', 'duplicate', byClient(first, again), read(inTransaction(3, { ...insert, place }))],
  ['out of order', 'disorder', byClient(insert)],
  ['endless', 'stuck', { ...standing(), endless: { ...life, line: OTHER } }],
  ['not gone on', 'stuck', standing(failed)],
  ['complaint', 'stuck', standing(), { ...standing(), lives: [{ ...alive, line: OTHER }] }],
  ['left open', 'stuck', { ...standing(), leftOpen: [{ ...life, line: OTHER }] }],
  ['read on', 'stuck', standing()],
  ['round', 'stuck', standing(...[1, 2, 3].map((at) => ({ ...look, at, records: ['r1'] }))), standing()],
];

const cases = [...LOSSES, ...OTHERS].map(([reason, kind, run, usual = calm, beside = {}]) => {
  return { reason, kind, run, usual, beside };
});

it.each(cases)('$reason is why a line is to blame for a $kind', ({ reason, kind, run, usual, beside }) => {
  const anomaly = { ...LOSS, kind, isReadPast: reason === 'read on' };
  expect(blame(run, anomaly, usual, beside)?.reason).toBe(reason);
});

it('each reason that there is has a case', () => {
  expect([...new Set(cases.map(({ reason }) => reason))].sort()).toEqual(Object.keys(WHYS).sort());
});
