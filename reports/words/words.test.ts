import { describe, expect, test } from 'vitest';
import { sampleClaims, sampleVerdict, searchedWhole, walked } from '../testing/fixtures.ts';
import {
  brief,
  count,
  counted,
  evidenceWords,
  causeWords,
  remedyWords,
  searched,
  tally,
  tallyWords,
  unfinishedOf,
} from './words.ts';

test('numbers read the same in every locale', () => {
  expect([0, 999, 1000, 12345, 1234567].map(count)).toEqual(['0', '999', '1,000', '12,345', '1,234,567']);
  expect([999_999, 1_000_000, 1_299_999, 61_000_000].map(brief)).toEqual(['999,999', '1.0M', '1.2M', '61.0M']);
  expect(counted(1, 'step')).toBe('1 step');
  expect(counted(2, 'step')).toBe('2 steps');
});

describe('evidence never says more than what was searched', () => {
  test('a complete search', () => {
    expect(searched(searchedWhole)).toBe('all 12,345 states of the scope');
    expect(evidenceWords({ verdict: 'holds', evidence: searchedWhole })).toBe('in all 12,345 states of the scope');
  });

  test('a complete search whose fingerprints may have collided', () => {
    const doubtful = { ...searchedWhole, expectedCollisions: 0.0421 };
    expect(searched(doubtful)).toBe(
      'all 12,345 states of the scope (0.042 expected to be missed, taken for another by fingerprint)',
    );
  });

  test('a search that did not finish says how far it got, and why', () => {
    const stopped = {
      ...searchedWhole,
      complete: false,
      stopped: 'scope not finished: 12,345 states, depth 31; memory limit',
    };
    expect(evidenceWords({ verdict: 'not-violated', evidence: stopped })).toBe(
      'in what was searched (scope not finished: 12,345 states, depth 31; memory limit)',
    );
    const unfinished = 'scope not finished: 1,000,000 states, depth 20; budget of 60 s';
    const guarantees = sampleVerdict.guarantees.map((guarantee) => ({
      ...guarantee,
      evidence: guarantee.evidence.method === 'exhaustive' ? guarantee.evidence : { ...walked, unfinished },
    }));
    expect(unfinishedOf({ guarantees })).toEqual(['scope not finished: 1,000,000 states, depth 20; budget of 60 s']);
    expect(unfinishedOf(sampleVerdict)).toEqual([]);
  });

  test('random runs', () => {
    expect(evidenceWords({ verdict: 'not-violated', evidence: walked })).toBe('in 2,000 random runs (1.2M steps)');
    expect(searched({ method: 'commands', runs: 1, steps: 1, exercised: 0 })).toBe('1 run of random commands (1 step)');
    expect(evidenceWords({ verdict: 'vacuous', evidence: walked })).toBe(
      'never put to the test in 2,000 random runs (1.2M steps)',
    );
  });

  test.each([
    [0, 'without a fault'],
    [1, 'with at most 1 fault'],
    [2, 'with at most 2 faults'],
  ])('a scope that was searched with at most %i of its faults', (faultsAtMost, words) => {
    expect(evidenceWords({ verdict: 'not-violated', evidence: { ...walked, faultsAtMost } })).toBe(
      `in 2,000 random runs (1.2M steps), nor in anything that happens ${words}`,
    );
  });

  test('choices of more faults with which a scope was searched', () => {
    const faultsSearched: Readonly<Record<string, number>>[] = [{ 'broker.crash': 1, rebalance: 1 }, { rebalance: 2 }];
    expect(evidenceWords({ verdict: 'not-violated', evidence: { ...walked, faultsAtMost: 1, faultsSearched } })).toBe(
      'in 2,000 random runs (1.2M steps), nor in anything that happens with at most 1 fault, or with broker.crash + rebalance, or with 2 rebalance',
    );
    expect(evidenceWords({ verdict: 'not-violated', evidence: { ...walked, faultsSearched } })).toContain(
      'nor in anything that happens with broker.crash + rebalance, or with 2 rebalance',
    );
  });

  test.each([
    [0, 'while no follower lags'],
    [1, 'while followers lag at most once'],
    [2, 'while followers lag at most twice'],
    [3, 'while followers lag at most 3 times'],
  ])('a scope that was searched with at most %i of its lags', (lagsAtMost, words) => {
    const few = { ...walked, faultsAtMost: 0, lagsAtMost };
    expect(evidenceWords({ verdict: 'not-violated', evidence: few })).toBe(
      `in 2,000 random runs (1.2M steps), nor in anything that happens without a fault, or ${words}`,
    );
  });

  test('a scope that was searched with few faults while no follower lags', () => {
    const few = { ...walked, faultsAtMost: 0, withoutLag: { faultsAtMost: 1, faultsSearched: [{ rebalance: 2 }] } };
    expect(evidenceWords({ verdict: 'not-violated', evidence: few })).toContain(
      'nor in anything that happens without a fault, or with at most 1 fault or with 2 rebalance while no follower lags',
    );
  });

  test('more choices of faults than there is room for, which are counted', () => {
    const faultsSearched = [2, 3, 4, 5].map((rebalance) => ({ rebalance }));
    expect(evidenceWords({ verdict: 'not-violated', evidence: { ...walked, faultsAtMost: 1, faultsSearched } })).toBe(
      'in 2,000 random runs (1.2M steps), nor in anything that happens with at most 1 fault, or with one of 4 choices of faults',
    );
  });

  test('a violation names its length and cause', () => {
    expect(evidenceWords(sampleVerdict.guarantees[1])).toBe(
      'in 5 steps: delivered again: the group had processed the record and not committed its offset',
    );
  });
});

describe('a remedy', () => {
  const change = 'acks: all';

  test('V6: is verified only where the whole guarantee holds with it', () => {
    expect(remedyWords({ change, verified: 'holds', closes: 'guarantee' })).toBe(
      'acks: all (verified: with it the guarantee holds)',
    );
    expect(remedyWords({ change, verified: 'not-violated', closes: 'guarantee', runs: 3000 })).toBe(
      'acks: all (with it no violation was found in 3,000 random runs)',
    );
  });

  test('V6: is no proof of what the machine lacks of the version that it leads to', () => {
    expect(remedyWords({ change, verified: 'holds', closes: 'guarantee', lacks: ['KAFKA-19446'] })).toBe(
      'acks: all (verified: with it the guarantee holds, but for KAFKA-19446, which the machine lacks)',
    );
  });

  test('V6: that closes one cause names those that are left', () => {
    const remains = ['deleted by retention before it was read'];
    expect(remedyWords({ change, verified: 'violated', closes: 'cause', remains })).toBe(
      'acks: all (closes this cause; the guarantee is still violated: deleted by retention before it was read)',
    );
    expect(remedyWords({ change, verified: 'violated', closes: 'cause', remains, runs: 1 })).toBe(
      'acks: all (this cause was not found with it in 1 random run; the guarantee is still violated: deleted by retention before it was read)',
    );
  });

  test('of an older file, which did not tell the two apart, is taken for the lesser', () => {
    expect(remedyWords({ change, verified: 'holds' })).toBe('acks: all (closes this cause)');
  });
});

test('V8: a cause is told with the issues that it is known as', () => {
  expect(causeWords({ cause: 'lost by the brokers' })).toBe('lost by the brokers');
  expect(causeWords({ cause: 'lost by the brokers', known: ['KIP-101', 'KIP-279'] })).toBe(
    'lost by the brokers (known as KIP-101; KIP-279)',
  );
});

test('the summary counts the claims', () => {
  expect(tallyWords(tally(sampleClaims))).toBe('2 claims: 1 confirmed, 1 refuted, all as expected');
  const [first, second] = sampleClaims.claims;
  const surprising = {
    ...sampleClaims,
    claims: [{ ...first, expected: 'refuted', asExpected: false } as const, second],
  };
  expect(tallyWords(tally(surprising))).toBe('2 claims: 1 confirmed, 1 refuted, 1 not as expected');
});
