import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../reports/documents/verdict.ts';
import { isProved, semanticsOf, type Verdicts } from './semantics.ts';

const TRANSACTIONAL = ['read-committed-visibility', 'atomic-transaction', 'offsets-with-records', 'zombie-fencing'];

/** Verdicts on loss and duplicates, and on a transactional guarantee where there are transactions. */
function verdicts(
  noLoss: Verdict,
  noDuplicates: Verdict,
  transactional: Readonly<Record<string, Verdict>> = {},
): Verdicts {
  const of = new Map(Object.entries({ 'no-loss': noLoss, 'no-duplicates': noDuplicates, ...transactional }));
  return { of, transactional: Object.keys(transactional).length > 0 };
}

const transactional = (change: Readonly<Record<string, Verdict>>): Readonly<Record<string, Verdict>> => ({
  ...Object.fromEntries(TRANSACTIONAL.map((id) => [id, 'holds' as const])),
  ...change,
});

describe('V1: a semantics is claimed of what was put to the test and not violated', () => {
  it.each<[Verdict, Verdict, string]>([
    ['holds', 'holds', 'exactly-once'],
    ['holds', 'not-violated', 'exactly-once'],
    ['holds', 'violated', 'at-least-once'],
    ['holds', 'vacuous', 'at-least-once'],
    ['violated', 'not-violated', 'at-most-once'],
    ['vacuous', 'holds', 'at-most-once'],
    ['vacuous', 'violated', 'none'],
    ['violated', 'vacuous', 'none'],
    ['vacuous', 'vacuous', 'none'],
    ['violated', 'violated', 'none'],
  ])('no-loss %s, no-duplicates %s: %s', (noLoss, noDuplicates, semantics) => {
    expect(semanticsOf(verdicts(noLoss, noDuplicates))).toBe(semantics);
  });

  it.each(TRANSACTIONAL)(
    '%s takes exactly-once away by not being put to the test, and not by having no subject',
    (id) => {
      const others = Object.entries(transactional({})).filter(([other]) => other !== id);
      expect(semanticsOf(verdicts('holds', 'holds', Object.fromEntries(others)))).toBe('exactly-once');
      for (const verdict of ['vacuous', 'violated'] as const) {
        expect(semanticsOf(verdicts('holds', 'holds', transactional({ [id]: verdict })))).toBe('at-least-once');
      }
    },
  );

  it('does not ask of transactions where there are none', () => {
    const of = new Map(verdicts('holds', 'holds', transactional({ 'offsets-with-records': 'violated' })).of);
    expect(semanticsOf({ of, transactional: false })).toBe('exactly-once');
  });
});

describe('V1: a semantics is proved by what holds, and by what is violated', () => {
  const isProvedOf = (...args: Parameters<typeof verdicts>): boolean => {
    const given = verdicts(...args);
    return isProved(semanticsOf(given), given);
  };

  it.each<[Verdict, Verdict, boolean]>([
    ['holds', 'holds', true],
    ['holds', 'not-violated', false],
    ['holds', 'violated', true],
    ['not-violated', 'violated', false],
    ['violated', 'holds', true],
    ['violated', 'violated', true],
    // Of what was never put to the test nobody knows whether the setup gives it.
    ['holds', 'vacuous', false],
    ['vacuous', 'holds', false],
    ['violated', 'vacuous', false],
    ['vacuous', 'vacuous', false],
  ])('no-loss %s, no-duplicates %s: %s', (noLoss, noDuplicates, proved) => {
    expect(isProvedOf(noLoss, noDuplicates)).toBe(proved);
  });

  it('a transactional guarantee that was not put to the test leaves open what the setup gives', () => {
    expect(isProvedOf('holds', 'holds', transactional({}))).toBe(true);
    expect(isProvedOf('holds', 'holds', transactional({ 'zombie-fencing': 'violated' }))).toBe(true);
    expect(isProvedOf('holds', 'holds', transactional({ 'zombie-fencing': 'vacuous' }))).toBe(false);
    expect(isProvedOf('holds', 'violated', transactional({ 'zombie-fencing': 'vacuous' }))).toBe(true);
  });
});
