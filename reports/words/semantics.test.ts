import { describe, expect, test } from 'vitest';
import { restsOn as judgedToRestOn } from '../../judging/verdicts/semantics.ts';
import { SEMANTICS } from '../../properties/requirement.ts';
import { restsOn } from './semantics.ts';
import { sampleVerdict } from '../testing/fixtures.ts';

const [{ claim, evidence }] = sampleVerdict.guarantees;
const document = (transactionalId: string | null, ...ids: readonly string[]) => ({
  setup: { producer: { 'transactional.id': transactionalId } },
  guarantees: ids.map((id) => ({ id, verdict: 'holds', claim, evidence }) as const),
});
const all = [
  'no-loss',
  'no-duplicates',
  'read-committed-visibility',
  'atomic-transaction',
  'offsets-with-records',
  'zombie-fencing',
];

describe('what a semantics rests on', () => {
  test('the transactional guarantees count where there are transactions, and where they have a subject', () => {
    expect(restsOn('exactly-once', document('t', ...all))).toEqual(all);
    expect(restsOn('exactly-once', document('t', ...all.slice(0, 4)))).toEqual(all.slice(0, 4));
    expect(restsOn('exactly-once', document(null, ...all))).toEqual(['no-loss', 'no-duplicates']);
  });

  test('loss and duplicates count, whether or not the document speaks of them', () => {
    expect(SEMANTICS.map((semantics) => restsOn(semantics, document(null)))).toEqual([
      [],
      ['no-duplicates'],
      ['no-loss'],
      ['no-loss', 'no-duplicates'],
    ]);
  });

  test('is the same for who judges and for who reports', () => {
    for (const transactionalId of ['t', null]) {
      for (const ids of [[], all.slice(0, 3), all]) {
        const told = document(transactionalId, ...ids);
        const of = new Map(told.guarantees.map(({ id, verdict }) => [id, verdict]));
        const verdicts = { of, transactional: transactionalId !== null };
        for (const semantics of SEMANTICS) {
          expect(restsOn(semantics, told)).toEqual(judgedToRestOn(semantics, verdicts));
        }
      }
    }
  });
});
