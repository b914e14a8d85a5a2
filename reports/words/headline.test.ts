import { describe, expect, test } from 'vitest';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { FAULT_NOUNS } from './fault-words.ts';
import { semanticsLine } from './headline.ts';
import { goodVerdict, sampleVerdict } from '../testing/fixtures.ts';
import type { Evidence, Verdict, VerdictDocument } from '../documents/verdict.ts';

const [{ claim, evidence }] = sampleVerdict.guarantees;

/** A document with these verdicts; what it says besides is that of a search with one consumer crash. */
function told(verdicts: Readonly<Record<string, Verdict>>, change: Partial<VerdictDocument>): VerdictDocument {
  const guarantees = Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict, claim, evidence }));
  return { ...sampleVerdict, ordered: undefined, guarantees, ...change };
}

const kept = { 'no-loss': 'holds', 'no-duplicates': 'holds' } as const;

test('the headline says what the setup gives, in order or not, under which faults, and how far that is known', () => {
  expect(semanticsLine(goodVerdict)).toBe('exactly-once, ordered, with 1 consumer crash (proved within the scope)');
});

test('the headline says that things may come to a standstill, which no semantics speaks of', () => {
  const verdicts = { ...kept, progress: 'violated' } as const;
  expect(semanticsLine(told(verdicts, { semantics: 'exactly-once' }))).toBe(
    'exactly-once, with 1 consumer crash (proved within the scope); it may come to a standstill (progress is violated)',
  );
  expect(semanticsLine(told({ ...kept, progress: 'holds' }, { semantics: 'exactly-once' }))).not.toContain(
    'standstill',
  );
});

describe('how far the semantics is known', () => {
  test('a proof on a machine that lacks a known fault of this Kafka says so', () => {
    const lacks = ['KAFKA-19446', 'KAFKA-15449'];
    expect(semanticsLine(told(kept, { semantics: 'exactly-once', lacks }))).toBe(
      'exactly-once, with 1 consumer crash (proved within the scope, but for KAFKA-19446 and KAFKA-15449, which the machine lacks)',
    );
  });

  test('by a search of the whole scope, by counterexamples, or not', () => {
    expect(semanticsLine(told({ 'no-loss': 'violated', 'no-duplicates': 'violated' }, { semantics: 'none' }))).toBe(
      'none, with 1 consumer crash (shown by counterexamples)',
    );
    const open = told({ 'no-loss': 'not-violated', 'no-duplicates': 'violated' }, { proved: false });
    expect(semanticsLine(open)).toBe(
      'at-least-once, with 1 consumer crash (not proved: the scope was not searched to its end)',
    );
  });

  test.each<[number, string]>([
    [0, 'but is complete without faults'],
    [1, 'but is complete for any 1 of its 4 faults'],
    [2, 'but is complete for any 2 of its 4 faults'],
  ])('by searches with at most %i of the faults', (faultsAtMost, words) => {
    const faults = [
      { kind: 'rebalance', budget: 3, occurred: true },
      { kind: 'broker.crash', budget: 1, occurred: true },
    ];
    const { guarantees, ...rest } = told(
      { 'no-loss': 'not-violated', 'no-duplicates': 'violated' },
      { proved: false, faults },
    );
    const complete = guarantees.map((guarantee) => ({ ...guarantee, evidence: { ...evidence, faultsAtMost } }));
    expect(semanticsLine({ ...rest, guarantees: complete })).toContain(
      `(not proved: the scope was not searched to its end, ${words})`,
    );
  });

  test('by searches with some choices of the faults, of each guarantee that is open', () => {
    const crash = { 'broker.crash': 1 };
    const others: Readonly<Record<string, number>>[] = [
      { rebalance: 2 },
      { 'broker.crash': 1, rebalance: 1 },
      { 'broker.crash': 2 },
    ];
    const open = { 'no-loss': 'not-violated', 'no-duplicates': 'not-violated' } as const;
    const { guarantees, ...rest } = told(open, { proved: false, semantics: 'exactly-once' });
    const line = (...evidences: readonly Pick<Evidence, 'faultsAtMost' | 'faultsSearched'>[]): string => {
      const complete = guarantees.map((guarantee, index) => ({
        ...guarantee,
        evidence: { ...evidence, ...(evidences[index] ?? { faultsAtMost: 3 }) },
      }));
      return semanticsLine({ ...rest, guarantees: complete });
    };
    const most = { faultsAtMost: 0 };
    expect(line({ ...most, faultsSearched: [crash] })).toContain(
      'end, but is complete without faults, and for broker.crash)',
    );
    expect(line({ ...most, faultsSearched: others })).toContain(
      'but is complete without faults, and for 3 larger choices of them)',
    );
    expect(line({ ...most, faultsSearched: others }, { ...most, faultsSearched: [{ 'broker.crash': 2 }] })).toContain(
      'but is complete without faults, and for 2 broker.crash)',
    );
    expect(line({ faultsSearched: [crash] })).toContain('but is complete for broker.crash)');
  });

  test('by searches with few lags, of the guarantee that is open for most of them', () => {
    const open = { 'no-loss': 'not-violated', 'no-duplicates': 'not-violated' } as const;
    const { guarantees, ...rest } = told(open, { proved: false, semantics: 'exactly-once' });
    const line = (...evidences: readonly Pick<Evidence, 'faultsAtMost' | 'lagsAtMost'>[]): string =>
      semanticsLine({
        ...rest,
        guarantees: guarantees.map((guarantee, index) => ({
          ...guarantee,
          evidence: { ...evidence, ...(evidences[index] ?? { lagsAtMost: 2 }) },
        })),
      });
    expect(line({ lagsAtMost: 0 })).toContain('end, but is complete for all of its faults while no follower lags)');
    expect(line({ lagsAtMost: 1 }, { lagsAtMost: 2 })).toContain(
      'for all of its faults while followers lag at most once)',
    );
    expect(line({ lagsAtMost: 0 }, {})).toContain('(not proved: the scope was not searched to its end)');
  });

  test('by searches with few faults while no follower lags, of each guarantee that is open', () => {
    const open = { 'no-loss': 'not-violated', 'no-duplicates': 'not-violated' } as const;
    const faults = [{ kind: 'broker.crash', budget: 3, occurred: true }];
    const { guarantees, ...rest } = told(open, { proved: false, semantics: 'exactly-once', faults });
    const line = (...evidences: readonly Pick<Evidence, 'faultsAtMost' | 'withoutLag'>[]): string =>
      semanticsLine({
        ...rest,
        guarantees: guarantees.map((guarantee, index) => ({
          ...guarantee,
          evidence: { ...evidence, ...(evidences[index] ?? { withoutLag: { faultsAtMost: 3 } }) },
        })),
      });
    const crash = { 'broker.crash': 2 };
    expect(line({ withoutLag: { faultsAtMost: 2 } })).toContain(
      'end, but is complete for any 2 of its 3 faults while no follower lags)',
    );
    expect(line({ faultsAtMost: 0, withoutLag: { faultsAtMost: 1, faultsSearched: [crash] } })).toContain(
      'but is complete for any 1 of its 3 faults and for 2 broker.crash while no follower lags)',
    );
    expect(line({ withoutLag: {} })).toContain('(not proved: the scope was not searched to its end)');
  });

  test.each<[string, Readonly<Record<string, Verdict>>, VerdictDocument['semantics']]>([
    ['no-duplicates was never put to the test', { ...kept, 'no-duplicates': 'vacuous' }, 'at-least-once'],
    ['no-loss was never put to the test', { 'no-loss': 'vacuous', 'no-duplicates': 'violated' }, 'none'],
    [
      'no-loss and no-duplicates were never put to the test',
      { 'no-loss': 'vacuous', 'no-duplicates': 'vacuous' },
      'none',
    ],
    ['zombie-fencing was never put to the test', { ...kept, 'zombie-fencing': 'vacuous' }, 'at-least-once'],
    [
      'the scope was not searched to its end, and zombie-fencing was never put to the test',
      { ...kept, 'no-loss': 'not-violated', 'zombie-fencing': 'vacuous' },
      'at-least-once',
    ],
  ])('V1: %s', (words, verdicts, semantics) => {
    const setup = { producer: { 'transactional.id': 't' } };
    const line = semanticsLine(told(verdicts, { semantics, setup, proved: false }));
    expect(line).toBe(`${semantics}, with 1 consumer crash (not proved: ${words})`);
  });

  test('V1: what was never put to the test is not named where a counterexample decides without it', () => {
    const setup = { producer: { 'transactional.id': 't' } };
    const verdicts = { 'no-loss': 'holds', 'no-duplicates': 'violated', 'zombie-fencing': 'vacuous' } as const;
    expect(semanticsLine(told(verdicts, { setup }))).toBe(
      'at-least-once, with 1 consumer crash (proved within the scope)',
    );
  });

  test('effects inside and outside Kafka are judged apart where they differ', () => {
    const by = { kafka: 'exactly-once', external: 'at-least-once' } as const;
    expect(semanticsLine(told(kept, { semanticsByEffect: by }))).toBe(
      'exactly-once inside Kafka, at-least-once for the external effect, with 1 consumer crash (proved within the scope)',
    );
    const same = { kafka: 'exactly-once', external: 'exactly-once' } as const;
    expect(semanticsLine(told(kept, { semantics: 'exactly-once', semanticsByEffect: same }))).toMatch(/^exactly-once,/);
  });
});

describe('V2: the headline says whether records are in order', () => {
  test.each<[Verdict, boolean, string]>([
    ['holds', true, 'ordered'],
    ['violated', true, 'out of order'],
    ['vacuous', true, 'order not put to the test'],
    ['not-violated', false, 'ordered'],
    ['not-violated', true, 'ordered as far as was searched'],
  ])('%s, proved %s: %s', (ordered, proved, words) => {
    expect(semanticsLine({ ...goodVerdict, ordered, proved }).split(', ')[1]).toBe(words);
  });

  test('also of a file of before, by the guarantee itself', () => {
    const verdicts = { ...kept, 'partition-order': 'violated' } as const;
    expect(semanticsLine(told(verdicts, {}))).toContain('at-least-once, out of order, ');
  });
});

type Fault = readonly [kind: string, budget: number, occurred: boolean];

describe('V5: the headline names the faults that were allowed', () => {
  const line = (...faults: readonly Fault[]): string =>
    semanticsLine(told(kept, { faults: faults.map(([kind, budget, occurred]) => ({ kind, budget, occurred })) }));

  test.each<[readonly Fault[], string]>([
    [[], 'without faults (proved within the scope)'],
    [[['rebalance', 1, true]], 'with 1 rebalance and no crash (proved within the scope)'],
    [[['consumer.crash', 2, true]], 'with 2 consumer crashes (proved within the scope)'],
    [
      [
        ['request.lost', 1, true],
        ['response.lost', 2, true],
      ],
      'with 1 lost request, 2 lost responses and no crash (proved within the scope)',
    ],
    [
      [
        ['broker.power-loss', 1, true],
        ['rebalance', 1, true],
      ],
      'with 1 power loss and 1 rebalance (proved within the scope)',
    ],
  ])('%j', (faults, words) => expect(line(...faults)).toBe(`at-least-once, ${words}`));

  test('V4: and says which of them never happened', () => {
    expect(line(['consumer.crash', 1, true], ['records.deleted', 1, false], ['offsets.expired', 2, false])).toBe(
      'at-least-once, with 1 consumer crash (proved within the scope); allowed, but never happened: 1 deletion of records and 2 expiries of offsets',
    );
    expect(line(['producer.crash', 1, false])).toBe(
      'at-least-once, without faults (proved within the scope); allowed, but never happened: 1 producer crash',
    );
  });

  test('a file of before names those of its setup', () => {
    const document = told(kept, { faults: undefined, setup: { faults: { rebalance: 1, 'broker.crash': 0 } } });
    expect(semanticsLine(document)).toBe('at-least-once, with 1 rebalance and no crash (proved within the scope)');
  });

  test('there are words for every kind', () => {
    expect(Object.keys(FAULT_NOUNS).sort()).toEqual([...FAULT_KINDS].sort());
  });
});
