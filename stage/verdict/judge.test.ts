import { describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { ANOMALIES } from './anomaly.ts';
import { type Expected, expectedOf } from './expected.ts';
import { judge } from './judge.ts';
import { putToTheTest } from './put-to-the-test.ts';
import { semanticsOf } from '../report/semantics.ts';

const INSERT = allOf(['insert']);

const kinds = (ledger: Ledger, expected: Expected = INSERT): string[] =>
  judge(ledger, expected).map(({ kind, record }) => `${kind} ${record}`);

describe('what a run came to', () => {
  it('is right when every record had every outcome once, in order', () => {
    expect(kinds(ledgerOf({ outcomes: ['insert r0', 'insert r1'] }))).toEqual([]);
  });

  it('is a loss where the group has committed past a record that had no outcome', () => {
    const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1 failed'] });
    expect(kinds(ledger)).toEqual(['loss r1']);
    expect(judge(ledger, INSERT)[0].because).toBe(
      'group g has committed offset 2, and insert never took place for the record at 1',
    );
  });

  it('is a loss where a leader had taken a record that is not there, committed past or not', () => {
    const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1 gone'], committed: 0 });
    const because = 'insert has nothing of the record at 1, which its leader had taken';
    expect(judge(ledger, INSERT)).toEqual([{ kind: 'loss', record: 'r1', what: 'insert', because }]);
    expect(kinds({ ...ledger, atRest: false })).toEqual([]);
    expect(kinds(ledgerOf({ outcomes: ['insert r0', 'insert r1 gone', 'insert r1'] }))).toEqual([]);
  });

  it('is no loss where another group that works at it has not committed past it: to that it may still come', () => {
    const calm = ledgerOf({ outcomes: ['insert r0', 'insert r1', 'charge r0', 'charge r1'] });
    const both = expectedOf({ ...calm, commits: calm.commits.flatMap((one) => [one, { ...one, group: 'other' }]) });
    const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1'] });
    expect(kinds(ledger, both)).toEqual(['stuck r0', 'stuck r1']);
    expect(kinds(ledger, expectedOf(calm))).toEqual(['loss r0', 'loss r1']);
  });

  it('is no loss where it was sent on into a topic whose group has not come past it: from there it may still come', () => {
    const sent = ledgerOf({ records: 1, outcomes: ['send r0'] });
    const place = { topic: 'invoices', partition: 0, offset: 0 };
    const ledger = { ...sent, outcomes: sent.outcomes.map((one) => ({ ...one, place })) };
    const both = allOf(['send', 'insert'], ['r0']);
    const storing = { ...both, groups: new Map([...both.groups, ['invoices/0', new Set(['store'])]]) };
    expect(kinds(ledger, storing)).toEqual(['stuck r0']);
    expect(kinds(ledger, both)).toEqual(['loss r0']);
    const stored = { ...ledger.commits[0], group: 'store', topic: 'invoices', offset: 1 };
    expect(kinds({ ...ledger, commits: [...ledger.commits, stored] }, storing)).toEqual(['loss r0']);
  });

  it('is a loss where a process that has started again goes past a record without a call that failed: its offsets are elsewhere', () => {
    const again = { outcomes: ['insert r0'], committed: 0, incarnation: 1 };
    const elsewhere = { ...INSERT, groups: new Map() };
    const [loss] = judge(ledgerOf(again), elsewhere);
    expect(loss).toMatchObject({ kind: 'loss', record: 'r1' });
    expect(loss.because).toBe(
      'orders/0 was read on from offset 2 by a process that had started again, and insert never took place for the record at 1',
    );
    expect(kinds(ledgerOf({ ...again, outcomes: ['insert r0', 'insert r1 failed'] }), elsewhere)).toEqual(['stuck r1']);
    expect(kinds(ledgerOf({ ...again, fetched: 1 }), elsewhere)).toEqual(['stuck r1']);
  });

  it('is stuck where that process was handed the record, and its group commits: the next one will be handed it again', () => {
    const again = ledgerOf({ outcomes: ['insert r0'], committed: 1, incarnation: 1 });
    expect(kinds(again)).toEqual(['stuck r1']);
    const fetched = again.fetched.map((one) => ({ ...one, from: 2 }));
    expect(kinds({ ...again, fetched })).toEqual(['loss r1']);
  });

  it('is stuck where it has not, and nothing happens any more', () => {
    expect(kinds(ledgerOf({ outcomes: ['insert r0'], committed: 1 }))).toEqual(['stuck r1']);
    expect(kinds(ledgerOf({ outcomes: ['insert r0'], committed: 1, atRest: false }))).toEqual([]);
    const [{ because }] = judge(ledgerOf({ records: 1, committed: 0, alive: 0 }), INSERT);
    expect(because).toBe('no process is left that would go on');
  });

  it('is read past where the group has asked for what comes after a record, neither done nor committed: it began at the end of the log', () => {
    const [stuck] = judge(ledgerOf({ outcomes: ['insert r0'], committed: 0 }), INSERT);
    expect(stuck).toMatchObject({ kind: 'stuck', record: 'r1', isReadPast: true });
    expect(stuck.because).toBe(
      'orders/0 was read on from offset 2, and insert never took place for the record at 1, which is not committed',
    );
    const ledger = ledgerOf({ outcomes: ['insert r0'], committed: 0 });
    const [commit] = ledgerOf({ outcomes: ['insert r0'] }).commits;
    expect(judge({ ...ledger, astray: [{ ...commit, offset: 2 }] }, INSERT)[0].because).toBe(
      'orders/0 was read on from offset 2, and insert never took place for the record at 1, and no consumer begins from what is committed',
    );
    const two = { ...INSERT, groups: new Map([['orders/0', new Set(['g', 'h'])]]) };
    for (const [unread, expected] of [
      [{ fetched: 1 }, INSERT],
      [{ alive: 0 }, INSERT],
      [{}, two],
    ] as const)
      expect(
        judge(ledgerOf({ outcomes: ['insert r0'], committed: 0, ...unread }), expected)[0].isReadPast,
      ).toBeUndefined();
  });

  it('is lost where no consumer reads a record, and a process that has started again does nothing about it; stuck before that', () => {
    const table = { ...INSERT, groups: new Map(), read: new Set<string>() };
    const relayed = (incarnation: number) => ({ ...ledgerOf({ outcomes: ['insert r0'], incarnation }), commits: [] });
    const [loss] = judge(relayed(1), table);
    expect(loss).toMatchObject({ kind: 'loss', record: 'r1' });
    expect(loss.because).toBe(
      'a process has started again, nothing new happens any more, no consumer reads orders/0, and insert never took place for the record at 1',
    );
    const [stuck] = judge(relayed(0), table);
    expect(stuck).toMatchObject({ kind: 'stuck', record: 'r1', isUnread: true });
    expect(stuck.because).toBe('the process is alive, nothing new happens any more, and no consumer reads orders/0');
  });

  it('is a duplicate where an outcome came twice, and not where the second had no effect', () => {
    expect(kinds(ledgerOf({ outcomes: ['insert r0', 'insert r0', 'insert r1'] }))).toEqual(['duplicate r0']);
    expect(kinds(ledgerOf({ outcomes: ['insert r0', 'insert r0 repeated', 'insert r1'] }))).toEqual([]);
    expect(kinds(ledgerOf({ outcomes: ['insert r0 aborted', 'insert r0', 'insert r1'] }))).toEqual([]);
  });

  it('is no duplicate of what the trial expects nothing of, in the rows of others: a price is in those of all orders', () => {
    const inRows = (...rows: string[][]) => {
      const ledger = ledgerOf({ records: 3, outcomes: rows.map(() => 'insert r0') });
      const outcomes = ledger.outcomes.map((one, index) => ({ ...one, records: rows[index] }));
      const declared = { ...allOf(['insert'], ['r1', 'r2']), isDeclared: true };
      return judge({ ...ledger, outcomes }, declared).map(({ kind, record }) => `${kind} ${record}`);
    };
    expect(inRows(['r0', 'r1'], ['r0', 'r2'])).toEqual([]);
    expect(inRows(['r0', 'r1'], ['r0', 'r1'], ['r0', 'r2'])).toEqual(['duplicate r1']);
    expect(inRows(['r0'], ['r0'], ['r1'], ['r2'])).toEqual(['duplicate r0']);
  });

  it('is a loss where a record was written under the key of another, which it does not replace', () => {
    const [loss] = judge(ledgerOf({ outcomes: ['insert r0', 'insert r1 repeated'] }), INSERT);
    expect(loss).toMatchObject({ kind: 'loss', record: 'r1' });
    expect(loss.because).toContain('insert has nothing of the record at 1: under its key something else was there');
  });

  it('is out of order where what is there once is left as an earlier record has it', () => {
    const upserts = (...outcomes: string[]): Ledger => {
      const ledger = ledgerOf({ outcomes });
      const replaced = (records: readonly string[]) => ({ replaced: [{ key: 'shop', records }] });
      return { ...ledger, outcomes: ledger.outcomes.map((one) => ({ ...one, ...replaced(one.records) })) };
    };
    const late = upserts('insert r0', 'insert r1', 'insert r0 repeated');
    expect(judge(late, INSERT)).toEqual([
      {
        kind: 'disorder',
        record: 'r0',
        what: 'insert',
        because: 'the record at 0 of orders/0 took the place of that at 1 in insert, and stays there',
      },
    ]);
    expect(kinds({ ...late, atRest: false })).toEqual([]);
    expect(kinds(upserts('insert r0', 'insert r1', 'insert r0 repeated', 'insert r1 repeated'))).toEqual([]);
    expect(kinds(upserts('insert r1', 'insert r0'))).toEqual(['disorder r0']);
    const mixed = upserts('remove r1', 'insert r0');
    const expected = { ...INSERT, outcomes: new Map([...INSERT.outcomes, ['remove', new Set(['r1'])]]) };
    const [first, ...others] = judge(mixed, expected).filter(({ kind }) => kind === 'disorder');
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      what: 'insert',
      because: 'the record at 0 of orders/0 by insert took the place of that at 1 by remove, and stays there',
    });
    expect(putToTheTest(mixed, expected)).toContain('disorder');
    expect(putToTheTest(ledgerOf({ outcomes: ['remove r1', 'insert r0'] }), expected)).not.toContain('disorder');
  });

  it('is out of order where a record first had its outcome after a later one', () => {
    expect(kinds(ledgerOf({ outcomes: ['insert r1', 'insert r0'] }))).toEqual(['disorder r0']);
    expect(kinds(ledgerOf({ outcomes: ['insert r0', 'insert r1', 'insert r0'] }))).toEqual(['duplicate r0']);
  });

  it('has no order between partitions of a topic that it writes to: nobody reads any', () => {
    const ledger = ledgerOf({ outcomes: ['send r1', 'send r0'] });
    const into = (...partitions: readonly number[]): Ledger => ({
      ...ledger,
      outcomes: ledger.outcomes.map((one, index) => {
        return { ...one, place: { topic: 'invoices', partition: partitions[index], offset: 0 } };
      }),
    });
    const expected = allOf(['send']);
    expect(kinds(into(0, 0), expected)).toEqual(['disorder r0']);
    expect(putToTheTest(into(0, 0), expected)).toContain('disorder');
    expect(kinds(into(0, 1), expected)).toEqual([]);
    expect(putToTheTest(into(0, 1), expected)).not.toContain('disorder');
  });

  it('is judged for each outcome by itself', () => {
    const ledger = ledgerOf({ records: 1, outcomes: ['insert r0', 'charge r0', 'charge r0'] });
    expect(judge(ledger, expectedOf(ledger)).map(({ kind, what }) => `${kind} ${what}`)).toEqual(['duplicate charge']);
  });
});

describe('the semantics of a program', () => {
  it('is the strongest that nothing found speaks against, and nothing that was never put to the test', () => {
    expect(semanticsOf(new Set())).toBe('exactly-once');
    expect(semanticsOf(new Set(['duplicate']))).toBe('at-least-once');
    expect(semanticsOf(new Set(['loss']))).toBe('at-most-once');
    expect(semanticsOf(new Set(['stuck', 'duplicate']))).toBe('none');
    expect(semanticsOf(new Set(['disorder']))).toBe('exactly-once');
  });
});

describe('what a run puts to the test', () => {
  it('is a loss, a duplicate, an order of two records, and whether it stands still', () => {
    expect(putToTheTest(ledgerOf({ outcomes: ['insert r0', 'insert r1'] }), INSERT)).toEqual(ANOMALIES);
  });

  it('is no order where no two records of a partition had the same outcome', () => {
    const tested = (...outcomes: string[]) => putToTheTest(ledgerOf({ outcomes }), allOf(['insert', 'charge']));
    expect(tested('insert r0', 'charge r1', 'insert r1 failed', 'insert r0')).toEqual(['loss', 'duplicate', 'stuck']);
    expect(tested('insert r0', 'insert r1 repeated')).toContain('disorder');
  });

  it('is neither where nothing took place, and of a run that does not come to rest only what is committed past', () => {
    expect(putToTheTest(ledgerOf({}), INSERT)).toEqual(['loss', 'stuck']);
    expect(putToTheTest(ledgerOf({ atRest: false }), INSERT)).toEqual(['loss']);
    expect(putToTheTest(ledgerOf({ atRest: false, committed: 0 }), INSERT)).toEqual([]);
  });
});
