import { expect, it } from 'vitest';
import type { Fetched, Life } from './ledger.ts';
import { nothingShown } from './nothing-shown.ts';
import { ledgerOf } from './testing/ledger.ts';

const TRIAL = { name: 'x.trial.ts', records: 2, topics: ['orders'], wayOut: 'declare' };
const AT = { process: 0, incarnation: 0 };
const fetched = (one: Partial<Fetched>): readonly Fetched[] => [
  { topic: 'orders', partition: 0, from: 0, offset: 2, ...AT, ...one },
];
const ended = (end: Life['end'], reason: string): readonly Life[] => [{ ...AT, end, reason }];
const line = { file: 'x.ts', line: 7, column: 3 };

it.each([
  [{}, 'x.trial.ts: without any fault no record of topic orders comes to anything that is seen outside of the program'],
  [
    { outcomes: ledgerOf({ outcomes: ['insert r0'] }).outcomes.map((one) => ({ ...one, records: [] })) },
    'x.trial.ts: without any fault no record of topic orders comes to anything that is seen outside of the program: there is none in what insert has',
  ],
  [{ fetched: [] }, 'that is seen outside of the program: no consumer has asked for any'],
  [
    { fetched: fetched({ topic: 'ordrs' }) },
    'x.trial.ts: nobody reads topic orders, in which its records lie; what it reads is ordrs',
  ],
  [{ fetched: fetched({ from: 2 }) }, 'x.trial.ts: its consumer begins at the end of orders'],
  [{ lives: ended('threw', 'Error: no') }, 'x.ts:7:3: it ends by an exception that nobody catches, Error: no, before'],
  [{ lives: ended('exited', '0') }, 'x.ts:7:3: it ends with exit code 0, before any record has come to anything'],
])('a program that shows nothing is told why: %j', (more, message) => {
  const request = { at: 0, time: 0, kind: 'request', what: 'Metadata', ...AT, line, faults: [], history: '' } as const;
  const run = { points: [request, { ...request, line: undefined }], trace: [], ledger: { ...ledgerOf({}), ...more } };
  expect(nothingShown(TRIAL, run).message).toContain(message);
});

it('what it wrote last says why, and a trial without input has none', () => {
  const run = { points: [], trace: [], ledger: ledgerOf({}), lastWords: 'no magic byte' };
  expect(nothingShown(TRIAL, run).message).toMatch(/its standard error is no magic byte$/);
  expect(nothingShown(TRIAL, run).problems[0].wayOut).toBe('mend what it complains of, or declare');
  const unread = nothingShown(TRIAL, { ...run, ledger: { ...run.ledger, fetched: [] } }).problems[0].wayOut;
  expect(unread).toBe('mend what it complains of, or let a consumer subscribe to orders, or declare');
  const told = { ...run.ledger, lives: [{ ...AT, end: 'alive', line } as const] };
  expect(nothingShown(TRIAL, { ...run, ledger: told }).message).toMatch(/^x\.ts:7:3: without any fault/);
  const complained = {
    ...run,
    trace: [{ time: 0, text: 'exited: 0', line }],
    ledger: { ...run.ledger, lives: ended('exited', '0') },
  };
  expect(nothingShown(TRIAL, complained).message).toMatch(/^x\.ts:7:3: it ends with exit code 0/);
  const unset = nothingShown(TRIAL, { ...complained, unset: ['BROKERS'] }).problems[0].wayOut;
  expect(unset).toMatch(/nothing kept it alive; it has looked for BROKERS, and sees no environment but/);
  const left = { ...run, ledger: { ...run.ledger, lives: ended('exited', '0') } };
  expect(nothingShown(TRIAL, left).message).toMatch(/exit code 0, .*; the last .* standard error is no magic byte$/);
  expect(nothingShown({ ...TRIAL, records: 0 }, run).message).toBe('x.trial.ts: it has no input');
});

it('whoever begins at the end whatever its group has committed loses what comes while it is down', () => {
  const run = { points: [], trace: [], ledger: { ...ledgerOf({}), fetched: fetched({ from: 2 }), joined: ['shop'] } };
  const told = nothingShown({ ...TRIAL, readBy: ['shop'] }, run);
  expect(told.message).toMatch(
    /begins at the end of orders at each start, whatever its group has committed \(shop has/,
  );
  expect(told.problems[0].wayOut).toMatch(/`mode: 'committed'` of @platformatic\/kafka/);
  expect(nothingShown({ ...TRIAL, readBy: ['audit'] }, run).message).toMatch(/behind the records that lie there when/);
});

it('whoever begins at the end as another group at each start loses what comes while it is down', () => {
  const run = { points: [], trace: [], ledger: { ...ledgerOf({}), fetched: fetched({ from: 2 }), joined: ['shop-1'] } };
  expect(nothingShown(TRIAL, run, ['shop-1', 'shop-2']).message).toMatch(
    /as a group that is another at each start \(shop-1, then shop-2\) .*: what comes while it is down is lost/,
  );
  expect(nothingShown(TRIAL, run, ['shop-1']).message).toMatch(/behind the records that lie there when it starts$/);
});
