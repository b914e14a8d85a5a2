import { describe, expect, it } from 'vitest';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { blamedLine } from '../testing/blamed-line.ts';
import { expectedOf, leftOutOf, unwatchedOf, widened } from './expected.ts';
import { judge } from './judge.ts';

const outcomesOf = (...outcomes: string[]) => expectedOf(ledgerOf({ outcomes })).outcomes;
const kinds = (expected: Parameters<typeof judge>[1], ...outcomes: string[]): string[] =>
  judge(ledgerOf({ outcomes }), expected).map(({ kind, record }) => `${kind} ${record}`);

describe('what is expected of records', () => {
  it('is of each what it came to without faults: a program may leave records out', () => {
    expect(outcomesOf('insert r0', 'charge r0', 'insert r1 failed')).toEqual(
      new Map([
        ['insert', new Set(['r0'])],
        ['charge', new Set(['r0'])],
      ]),
    );
    expect(outcomesOf('insert r0 failed')).toEqual(new Map());
    expect(kinds(expectedOf(ledgerOf({ outcomes: ['insert r0'] })), 'insert r0')).toEqual([]);
  });

  it('is more where a record had in some run what others have without faults: then it was lost in all others', () => {
    const calm = expectedOf(ledgerOf({ outcomes: ['insert r0'] }));
    expect(widened(calm, ledgerOf({ outcomes: ['insert r0', 'letter r1'] }))).toBe(calm);
    const wider = widened(calm, ledgerOf({ outcomes: ['insert r1'] }));
    expect(wider).toEqual(allOf(['insert']));
    expect(kinds(wider, 'insert r0')).toEqual(['loss r1']);
  });

  it('is of a record that nobody has gone past at rest what others had: one that is past was left out', () => {
    const stands = { outcomes: ['insert r0', 'email r0', 'insert r1'], committed: 1, fetched: 1 };
    const judged = (more: object) => {
      const ledger = ledgerOf({ ...stands, ...more });
      return judge(ledger, expectedOf(ledger)).map(({ kind, record }) => `${kind} ${record}`);
    };
    expect(judged({})).toEqual(['stuck r1']);
    for (const past of [{ committed: 2 }, { fetched: 2 }, { atRest: false }]) expect(judged(past)).toEqual([]);
  });

  it('is anything at all of records at which the program fails at a line that it tells, so that nothing comes of any: it is stuck', () => {
    const line = { file: 'x.ts', line: 7, column: 3 };
    const fails = ledgerOf({ committed: 0, fetched: 0 });
    const complaining = {
      ...fails,
      lives: [{ process: 0, incarnation: 0, end: 'exited', reason: '0', line } as const],
    };
    const judged = (ledger: typeof fails) =>
      judge(ledger, expectedOf(ledger)).map(({ kind, what }) => `${kind} ${what}`);
    expect(judged(complaining)).toEqual(['stuck anything', 'stuck anything']);
    expect(judged(fails)).toEqual([]);
    expect(judged({ ...complaining, fetched: [] })).toEqual([]);
    expect(judged({ ...complaining, ...ledgerOf({ fetched: 0 }), lives: complaining.lives })).toEqual([]);
  });

  it('is met by what nobody expects, in its place: a dead letter', () => {
    expect(kinds(allOf(['insert']), 'insert r0', 'insert r1 failed', 'letter r1')).toEqual([]);
    expect(kinds(allOf(['insert']), 'insert r0', 'insert r1 failed', 'letter r1 failed')).toEqual(['loss r1']);
    expect(kinds(allOf(['insert', 'letter']), 'insert r0', 'letter r0', 'letter r1')).toEqual(['loss r1']);
  });

  it('is not met by what a group has read in its turn: a topic of retries', () => {
    const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1 failed', 'letter r1'] });
    const judged = (offset: number) => {
      const place = { topic: 'orders', partition: 0, offset };
      const outcomes = ledger.outcomes.map((one) => (one.what === 'letter' ? { ...one, place } : one));
      return judge({ ...ledger, outcomes }, allOf(['insert'])).map(({ kind, record }) => `${kind} ${record}`);
    };
    expect(judged(2)).toEqual([]);
    expect(judged(1)).toEqual(['loss r1']);
  });

  it('is what the trial says, and then nothing in its place', () => {
    const ledger = ledgerOf({ outcomes: ['insert r0', 'letter r1'] });
    const records = ledger.records.map((record) => ({ ...record, expects: ['insert'] }));
    const declared = expectedOf({ ...ledger, records });
    expect(declared).toEqual({ ...allOf(['insert']), isDeclared: true });
    expect(widened(declared, ledger)).toBe(declared);
    expect(judge(ledger, declared)).toMatchObject([{ kind: 'loss', record: 'r1' }]);
  });

  it('is of a record what others of its topic had: of a topic of which nothing comes, all records are named', () => {
    const inTopics = (outcomes: string[], topics: string[]) => {
      const ledger = ledgerOf({ outcomes });
      return { ...ledger, records: ledger.records.map((record, at) => ({ ...record, topic: topics[at] })) };
    };
    const leftOut = (...given: Parameters<typeof inTopics>) => {
      const ledger = inTopics(...given);
      return leftOutOf(expectedOf(ledger), ledger);
    };
    const both = ['insert r0', 'charge r1'];
    expect(leftOut(both, ['orders', 'payments'])).toEqual([]);
    expect(leftOut(both, ['orders', 'orders'])).toEqual([
      { what: 'insert', records: ['r1'] },
      { what: 'charge', records: ['r0'] },
    ]);
    expect(leftOut(['insert r0'], ['orders', 'payments'])).toEqual([
      { what: 'anything', records: ['r1'], unread: ['payments'] },
    ]);
    const stands = inTopics(both, ['orders', 'payments']);
    expect(expectedOf({ ...stands, commits: [], fetched: [] }).outcomes).toEqual(
      new Map([
        ['insert', new Set(['r0'])],
        ['charge', new Set(['r1'])],
      ]),
    );
  });

  it('is nothing of what takes place without a record in it, which is named', () => {
    const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1', 'count'] });
    const calm = {
      ...ledger,
      outcomes: ledger.outcomes.map((one) => (one.what === 'count' ? { ...one, records: [] } : one)),
    };
    expect(unwatchedOf(expectedOf(calm), calm)).toEqual(['count']);
  });

  it('is also what was written under a key that another record had taken, so that it is lost without any fault', () => {
    const calm = expectedOf(ledgerOf({ outcomes: ['insert r0', 'insert r1 repeated'] }));
    expect(kinds(calm, 'insert r0', 'insert r1 repeated')).toEqual(['loss r1']);
  });

  it('is brought about by the group, of several, that commits nearest to it: that one has lost it', () => {
    const stored = ledgerOf({ records: 1, outcomes: ['store r0', 'index r0'] });
    const [commit] = stored.commits;
    const commits = [
      { ...commit, group: 'store', at: 1 },
      { ...commit, group: 'search', at: 9 },
    ];
    const calm = { ...stored, outcomes: stored.outcomes.map((one, which) => ({ ...one, at: which * 10 })), commits };
    const expected = expectedOf(calm);
    expect(Object.fromEntries(expected.groupOf)).toEqual({ store: 'store', index: 'search' });
    const [loss] = judge({ ...calm, outcomes: calm.outcomes.slice(0, 1) }, expected);
    expect(loss).toMatchObject({ kind: 'loss', what: 'index', group: 'search' });
    const lines = commits.map(({ group, ...one }, line) => ({
      ...one,
      group,
      line: { file: 'shop.ts', line, column: 1 },
    }));
    expect(blamedLine({ ...calm, commits: lines }, loss, calm)).toEqual(lines[1].line);
  });
});
