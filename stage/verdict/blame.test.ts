import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import { blamedLine } from '../testing/blamed-line.ts';
import { ownerOf } from './owner.ts';

const calm = ledger({}, [{ ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT }]);

it('a loss comes from the commit past the record, where the program makes it itself', () => {
  expect(blamedLine(ledger({ line: COMMIT }, []), LOSS, calm)).toBe(COMMIT);
});

it('a loss of what nobody waits for comes from the call, and not from the commit that came first', () => {
  const letGo = { ...of, what: 'insert', records: ['r0'], line: INSERT, isLetGo: true } as const;
  expect(blamedLine(ledger({ line: COMMIT }, [{ ...letGo, state: 'failed' }]), LOSS, calm)).toBe(INSERT);
  expect(blamedLine({ ...ledger({ line: COMMIT }, []), begun: [letGo] }, LOSS, calm)).toBe(INSERT);
  expect(blamedLine({ ...ledger({ line: COMMIT }, []), begun: [{ ...letGo, records: ['r1'] }] }, LOSS, calm)).toBe(
    COMMIT,
  );
});

it('of offsets in a transaction it comes from what committed that, unless they lie further than the record', () => {
  const END = { ...COMMIT, line: 20 };
  const sent = ledger({ line: COMMIT }, []);
  const [commit] = sent.commits;
  expect(blamedLine({ ...sent, commits: [{ ...commit, end: END }] }, LOSS, calm)).toBe(END);
  expect(blamedLine({ ...sent, commits: [{ ...commit, end: END, offset: 2 }] }, LOSS, calm)).toBe(COMMIT);
});

it('a loss of what a leader had taken, and nobody has, comes from the call that sent it', () => {
  const gone = { ...of, what: 'insert', records: ['r0'], state: 'gone', line: INSERT } as const;
  expect(blamedLine(ledger({ line: COMMIT }, [gone]), LOSS, calm)).toBe(INSERT);
});

it('where the client commits by itself it comes from the call, also in a process that died before it came to it', () => {
  expect(blamedLine(ledger({}, []), LOSS, calm)).toBe(INSERT);
});

it('where its process ended before what nobody waited for, it comes from that call, of the life that committed past the record', () => {
  const UPSERT = { ...INSERT, line: 16 };
  const upsert = { process: 0, incarnation: 0, what: 'upsert', records: ['r0'], line: UPSERT };
  const failed = { ...of, what: 'insert', records: ['r0'], state: 'failed', line: INSERT } as const;
  const struck = (begun: Ledger['begun']): Ledger => ({ ...ledger({}, [failed]), begun });
  expect(blamedLine(struck([upsert]), LOSS, calm)).toBe(UPSERT);
  expect(blamedLine(struck([{ ...upsert, records: ['r1'] }]), LOSS, calm)).toBe(INSERT);
  expect(blamedLine(struck([{ ...upsert, incarnation: 1 }]), LOSS, calm)).toBe(INSERT);
  expect(blamedLine(struck([upsert, { ...upsert, what: 'insert', line: INSERT }]), LOSS, calm)).toBe(INSERT);
});

it('where a call failed, and what the program does instead is not waited for, it comes from that call, as a milder run knows it', () => {
  const failed = { ...of, what: 'insert', records: ['r0'], state: 'failed', line: INSERT } as const;
  const instead = (what: string, state: Outcome['state'] = 'done'): Outcome => ({
    ...failed,
    what,
    state,
    line: COMMIT,
  });
  const struck = ledger({}, [failed]);
  const milder = (...outcomes: Outcome[]) => ({ milder: ledger({}, [failed, ...outcomes]) });
  expect(blamedLine(struck, LOSS, calm, milder(instead('topic dlq')))).toBe(COMMIT);
  expect(blamedLine(struck, LOSS, calm, milder(instead('insert')))).toBe(COMMIT);
  // What a timer calls is let go of where that is set.
  const TIMER = { ...INSERT, line: 18 };
  expect(blamedLine(struck, LOSS, calm, milder({ ...instead('insert'), perhaps: TIMER }))).toBe(TIMER);
  // A topic of retries comes before what is done once more since the record is in it.
  const retried = { ...instead('insert'), at: 99, line: INSERT };
  expect(blamedLine(struck, LOSS, calm, milder(retried, instead('topic retries')))).toBe(COMMIT);
  expect(blamedLine(struck, LOSS, calm, milder(instead('topic dlq', 'failed')))).toBe(INSERT);
  const dead = ledger({}, [failed, instead('topic dlq')]);
  expect(blamedLine(dead, LOSS, calm, milder(instead('topic dlq')))).toBe(INSERT);
  const audited = ledger({}, [...calm.outcomes, instead('audit')]);
  expect(blamedLine(struck, LOSS, audited, milder(instead('audit')))).toBe(INSERT);
});

it('a program that stands still without any fault does so at the line of what it told last; with one, behind a call that failed, or past a record that it has not called for', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nothing happens' };
  const alive = { process: 0, incarnation: 0, end: 'alive' } as const;
  const still = { ...ledger({}, []), lives: [{ ...alive, line: COMMIT }] };
  expect(blamedLine(still, stuck, still)).toBe(COMMIT);
  expect(ownerOf(still, stuck, undefined, still)).toBe('user');
  expect(blamedLine(still, stuck, calm)).toBeUndefined();
  expect(ownerOf(still, stuck, undefined, calm)).toBe('client');
  expect(ownerOf(still, stuck, undefined, { ...calm, mixed: ['shop'] })).toBe('user');
  const again = { ...still, lives: [{ process: 0, incarnation: 1, end: 'alive' } as const] };
  expect(ownerOf(again, stuck, undefined, calm, [{ process: 0, incarnation: 0 }])).toBe('user');
  expect(ownerOf(again, stuck, undefined, calm, [{ process: 0, incarnation: 1 }])).toBe('client');
  expect(ownerOf(again, stuck, undefined, calm)).toBe('client');
  expect(blamedLine(still, { ...stuck, isReadPast: true }, calm)).toBe(INSERT);
  expect(ownerOf(still, { ...stuck, isReadPast: true }, undefined, calm)).toBe('user');
  const looked = ledger({}, [{ ...of, what: 'GET http://shop', records: [], state: 'failed', line: INSERT }]);
  expect(blamedLine(looked, stuck, calm)).toBe(INSERT);
  const charged = { ...of, what: 'charge', records: ['r0'], state: 'done', line: COMMIT } as const;
  expect(blamedLine(ledger({}, [charged]), stuck, calm)).toBeUndefined();
  expect(blamedLine(ledger({}, [{ ...charged, isAnswerLost: true }]), stuck, calm)).toBe(COMMIT);
});

it('a program whose client library sends what no broker can read stands still by its doing, also past the record', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nothing happens', isReadPast: true };
  const life = { process: 0, incarnation: 1, end: 'alive', isMisread: true } as const;
  const misread = { ...ledger({}, []), lives: [life] };
  const struck = [{ process: 0, incarnation: 0 }];
  expect(blamedLine(misread, stuck, calm)).toBeUndefined();
  expect(ownerOf(misread, stuck, undefined, calm, struck)).toBe('client');
  const ended = { ...misread, lives: [{ ...life, end: 'threw' } as const] };
  expect(ownerOf(ended, stuck, undefined, calm, struck)).toBe('user');
  expect(ownerOf(misread, stuck, INSERT, calm, struck)).toBe('user');
  expect(ownerOf(misread, stuck, undefined, misread, struck)).toBe('user');
});

it('the client library has no part in a record that no consumer reads', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nobody reads it', isUnread: true };
  const still = { ...ledger({}, []), lives: [{ process: 0, incarnation: 0, end: 'alive' } as const] };
  expect(blamedLine(still, stuck, calm)).toBe(INSERT);
  expect(ownerOf(still, stuck, undefined, calm)).toBe('user');
});

it('a loss comes from the call that failed where the program did not come to the other one', () => {
  const failed = { ...of, what: 'lookup', records: ['r0'], state: 'failed', line: COMMIT } as const;
  expect(blamedLine(ledger({}, [failed]), LOSS, calm)).toBe(COMMIT);
  expect(blamedLine(ledger({}, [{ ...failed, records: [] }]), LOSS, calm)).toBe(COMMIT);
  expect(blamedLine(ledger({}, [{ ...failed, records: ['r1'] }]), LOSS, calm)).toBe(INSERT);
  expect(blamedLine(ledger({}, [failed, { ...failed, what: 'insert', line: INSERT }]), LOSS, calm)).toBe(INSERT);
});

it('a loss of what something goes on from, or a timer calls, comes from there, where nobody had waited for it by the commit', () => {
  const LATER = { ...INSERT, line: 16 };
  const called = { ...of, what: 'insert', records: ['r0'], line: INSERT, perhaps: LATER } as const;
  const failed = { ...called, state: 'failed', at: 2, calledAfter: 0 } as const;
  expect(blamedLine({ ...ledger({}, []), begun: [called] }, LOSS, calm)).toBe(LATER);
  expect(blamedLine(ledger({}, [failed]), LOSS, calm)).toBe(LATER);
  expect(blamedLine(ledger({}, [{ ...failed, at: 1 }]), LOSS, calm)).toBe(INSERT);
  const kept = { ...failed, perhaps: undefined, kept: LATER } as const;
  expect(blamedLine(ledger({}, [kept]), LOSS, calm)).toBe(LATER);
  expect(blamedLine(ledger({}, []), LOSS, ledger({}, [{ ...kept, state: 'done' }]))).toBe(INSERT);
  expect(blamedLine(ledger({}, []), LOSS, ledger({}, [{ ...called, state: 'done' }]))).toBe(LATER);
  expect(blamedLine(ledger({ line: COMMIT }, [failed]), LOSS, calm)).toBe(COMMIT);
});

it('a loss of what has failed comes from the line at which the failure goes no further', () => {
  const CAUGHT = { ...INSERT, line: 18 };
  const failed = { ...of, what: 'insert', records: ['r0'], state: 'failed', line: INSERT, caught: CAUGHT } as const;
  expect(blamedLine(ledger({}, [failed]), LOSS, calm)).toBe(CAUGHT);
  expect(blamedLine(ledger({}, [{ ...failed, what: 'lookup' }]), LOSS, calm)).toBe(CAUGHT);
  expect(blamedLine(ledger({}, [{ ...failed, caught: INSERT }, failed]), LOSS, calm)).toBe(CAUGHT);
});

it('a duplicate comes from a commit for a group as which nobody consumes, where nothing else covers the record', () => {
  const duplicate: Anomaly = { ...LOSS, kind: 'duplicate' };
  const twice = [{ ...calm.outcomes[0], at: 0 }, calm.outcomes[0]];
  const [commit] = ledger({ line: COMMIT }, []).commits;
  const other = { ...ledger({}, twice), commits: [], astray: [{ ...commit, group: 'other' }] };
  expect(blamedLine(other, duplicate, calm)).toBe(COMMIT);
  expect(blamedLine({ ...other, commits: [commit] }, duplicate, calm)).toBe(INSERT);
  expect(blamedLine({ ...other, joined: ['other'] }, duplicate, calm)).toBe(INSERT);
});

it('a duplicate comes from a commit that does not cover the record, whatever is committed when it has come again', () => {
  const duplicate: Anomaly = { ...LOSS, kind: 'duplicate' };
  const twice = [0, 3].map((at) => ({ ...calm.outcomes[0], at }));
  const [commit] = ledger({ line: COMMIT }, []).commits;
  const same = { ...ledger({}, twice), commits: [{ ...commit, offset: 0 }] };
  expect(blamedLine(same, duplicate, calm)).toBe(COMMIT);
  expect(blamedLine({ ...same, commits: [...same.commits, { ...commit, at: 4 }] }, duplicate, calm)).toBe(COMMIT);
  expect(blamedLine({ ...same, commits: [...same.commits, { ...commit, at: 2 }] }, duplicate, calm)).toBe(INSERT);
});

it('a program that has left a transaction open stands still by that, at the line that began it, while its process lives', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nothing happens' };
  const life = { process: 0, incarnation: 0 };
  const open = { ...ledger({}, []), leftOpen: [{ ...life, line: INSERT }] };
  const alive = { ...open, lives: [{ ...life, end: 'alive' } as const] };
  expect(blamedLine(alive, stuck, calm)).toBe(INSERT);
  expect(blamedLine({ ...open, lives: [{ ...life, end: 'crashed' }] }, stuck, calm)).toBeUndefined();
});

it('a loss comes from whoever resolves the offset before the work, where the client commits that by itself', () => {
  const RESOLVE = { ...INSERT, line: 10 };
  const resolved = (more: Partial<NonNullable<Ledger['resolved']>[number]> = {}): Ledger['resolved'] => [
    { ...of, at: 0, topic: 'orders', partition: 0, offset: 1, line: RESOLVE, underWay: [], ...more },
  ];
  const early = { ...calm, resolved: resolved() };
  const struck = (more?: Parameters<typeof resolved>[0]): Ledger => ({ ...ledger({}, []), resolved: resolved(more) });
  expect(blamedLine(struck(), LOSS, early)).toBe(RESOLVE);
  expect(blamedLine(struck({ underWay: ['r0'] }), LOSS, early)).toBe(INSERT);
  expect(blamedLine(struck({ incarnation: 1 }), LOSS, early)).toBe(INSERT);
  expect(blamedLine(struck({ offset: 0 }), LOSS, early)).toBe(INSERT);
  expect(blamedLine(struck(), LOSS, { ...calm, resolved: resolved({ at: 1 }) })).toBe(INSERT);
  expect(blamedLine({ ...ledger({ line: COMMIT }, []), resolved: resolved() }, LOSS, early)).toBe(COMMIT);
});

it('where a commit was refused, and the program was not heard of again, a client library that reads ahead stands still by its own doing', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nothing happens', isReadPast: true };
  const [commit] = ledger({ line: COMMIT }, []).commits;
  const alive = { process: 0, incarnation: 0, end: 'alive' } as const;
  const held: Ledger = { ...ledger({}, []), commits: [], lives: [alive], refused: [commit] };
  expect([blamedLine(held, stuck, calm), ownerOf(held, stuck, undefined, calm)]).toEqual([undefined, 'client']);
  const later = { ...calm.outcomes[0], records: ['r1'], at: 2 };
  for (const gone of [
    { ...held, outcomes: [later] },
    { ...held, refused: [{ ...commit, line: undefined }] },
    { ...held, refused: [] },
    { ...held, lives: [{ ...alive, line: COMMIT }] },
  ])
    expect([blamedLine(gone, stuck, calm), ownerOf(gone, stuck, undefined, calm)]).toEqual([INSERT, 'user']);
});

it('a loss comes from a send that is let go of, also where its life ended before there was a request', () => {
  const sent = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT } as const;
  const usual = ledger({}, [{ ...sent, isLetGo: true, place: { topic: 'invoices', partition: 0, offset: 0 } }]);
  const crashed = { ...ledger({ line: COMMIT }, []), lives: [{ process: 0, incarnation: 0, end: 'crashed' } as const] };
  expect(blamedLine(crashed, LOSS, usual)).toBe(INSERT);
  expect(blamedLine(crashed, LOSS, ledger({}, [{ ...sent, isLetGo: true }]))).toBe(COMMIT);
  expect(blamedLine({ ...crashed, lives: [] }, LOSS, usual)).toBe(COMMIT);
  const looked = { ...sent, what: 'look', state: 'failed' } as const;
  expect(blamedLine({ ...crashed, outcomes: [{ ...looked, records: [] }] }, LOSS, usual)).toBe(COMMIT);
});

it('what stands still without any fault, and tells no line, does so where it began to consume: @platformatic/kafka ends a stream after `maxFetches`', () => {
  const stuck: Anomaly = { kind: 'stuck', record: 'r0', what: 'insert', because: 'nothing happens' };
  const { commits: _commits, ...rest } = ledger({}, []);
  const still: Ledger = { ...rest, commits: [], lives: [{ process: 0, incarnation: 0, end: 'alive' }] };
  const joinedBy = [{ process: 0, incarnation: 0, line: COMMIT }];
  expect(blamedLine({ ...still, joinedBy }, stuck, still)).toBe(COMMIT);
  expect(blamedLine({ ...still, joinedBy: [{ ...joinedBy[0], incarnation: 1 }] }, stuck, still)).toBeUndefined();
});

it('a life that begins to consume at the end of the log loses at that line what lay before: its group had committed nothing', () => {
  const done: Outcome = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT };
  const { commits: _commits, ...rest } = ledger({}, []);
  const life = { process: 0, incarnation: 1 };
  const behind: Ledger = {
    ...rest,
    commits: [],
    fetched: [{ ...life, topic: 'orders', partition: 0, from: 1, offset: 1 }],
    joinedBy: [{ ...life, line: COMMIT }],
  };
  const calm = ledger({}, [done]);
  expect(blamedLine(behind, LOSS, calm)).toBe(COMMIT);
  expect(blamedLine({ ...behind, fetched: [{ ...behind.fetched[0], from: 0 }] }, LOSS, calm)).toBe(INSERT);
});
