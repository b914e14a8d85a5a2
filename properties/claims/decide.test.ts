import { describe, expect, it } from 'vitest';
import {
  AT_LEAST_ONCE,
  AT_MOST_ONCE,
  broken,
  type Claim,
  defaultIs,
  type Expectation,
  kept,
  reaches,
} from './claim.ts';
import { decide, type GuaranteeOutcome, type TrialOutcome } from './decide.ts';

const claimOf = (expects: readonly Expectation[], more: Partial<Claim> = {}): Claim => ({
  id: '0-test',
  section: '1',
  quote: 'it is so',
  expected: 'confirmed',
  trials: [{ name: 'a trial', setup: { faults: {} }, expects }],
  explanation: 'Because.',
  ...more,
});

const shows = (guarantees: readonly GuaranteeOutcome[], goals: Record<string, number> = {}): TrialOutcome => ({
  guarantees,
  coverage: { goals },
});

const holds = (id: string): GuaranteeOutcome => ({ id, verdict: 'holds' });
const vacuous = (id: string): GuaranteeOutcome => ({ id, verdict: 'vacuous' });
const notViolated = (id: string): GuaranteeOutcome => ({ id, verdict: 'not-violated' });
const violated = (id: string, ...causes: string[]): GuaranteeOutcome => ({
  id,
  verdict: 'violated',
  counterexample: { cause: causes[0] },
  causes: causes.map((cause) => ({ cause })),
});

const judge = (expectation: Expectation, outcome: TrialOutcome) => decide(claimOf([expectation]), [outcome]).verdict;

describe('a guarantee that is said to be kept', () => {
  const expectation = kept('no-loss');

  it('is shown by a proof and by a search that found nothing', () => {
    expect(judge(expectation, shows([holds('no-loss')]))).toBe('confirmed');
    expect(judge(expectation, shows([notViolated('no-loss')]))).toBe('confirmed');
  });

  it('is refuted by a counterexample', () => {
    const decision = decide(claimOf([expectation]), [shows([violated('no-loss', 'skipped by the group')])]);
    expect(decision.verdict).toBe('refuted');
    expect(decision.asExpected).toBe(false);
    expect(decision.guarantee).toBe('no-loss');
    expect(decision.objections).toEqual([
      {
        trial: 'a trial',
        kind: 'contradicted',
        found: 'no-loss is violated (skipped by the group)',
        guarantee: 'no-loss',
      },
    ]);
  });

  it('stays open where it was never put to the test', () => {
    expect(judge(expectation, shows([vacuous('no-loss')]))).toBe('undecided');
    expect(judge(expectation, shows([holds('no-duplicates')]))).toBe('undecided');
  });
});

describe('a guarantee that is said to be broken', () => {
  const expectation = broken('no-duplicates', 'one log entry delivered twice');

  it('is shown by a counterexample with its cause, not by one with another', () => {
    expect(judge(expectation, shows([violated('no-duplicates', 'one log entry delivered twice')]))).toBe('confirmed');
    expect(
      judge(expectation, shows([violated('no-duplicates', 'another cause', 'one log entry delivered twice')])),
    ).toBe('confirmed');
    expect(judge(expectation, shows([violated('no-duplicates', 'another cause')]))).toBe('undecided');
    expect(judge(broken('no-duplicates'), shows([violated('no-duplicates', 'another cause')]))).toBe('confirmed');
  });

  it('is refuted by a proof alone', () => {
    expect(judge(expectation, shows([holds('no-duplicates')]))).toBe('refuted');
    expect(judge(expectation, shows([notViolated('no-duplicates')]))).toBe('undecided');
    expect(judge(expectation, shows([vacuous('no-duplicates')]))).toBe('undecided');
  });
});

describe('something that is said to be reachable', () => {
  it('is shown by reaching it; never reaching it says nothing', () => {
    expect(judge(reaches('zombie commit refused'), shows([], { 'zombie commit refused': 3 }))).toBe('confirmed');
    expect(judge(reaches('zombie commit refused'), shows([], { 'zombie commit refused': 0 }))).toBe('undecided');
    expect(judge(reaches('zombie commit refused'), shows([]))).toBe('undecided');
  });
});

const defaultOf = (kafka: string) =>
  claimOf([], { trials: [{ name: kafka, setup: { kafka }, expects: [defaultIs('producer', 'acks', '1')] }] });

describe('a default', () => {
  it('is read off the resolved setup of its version', () => {
    expect(decide(defaultOf('2.8'), [shows([])]).verdict).toBe('confirmed');
    const decision = decide(defaultOf('4.1'), [shows([])]);
    expect(decision.verdict).toBe('refuted');
    expect(decision.objections[0].found).toBe('the default of acks in Kafka 4.1 is all');
  });
});

describe('a claim of several parts', () => {
  const both = [violated('no-loss', 'lost by the brokers'), holds('no-duplicates')];

  it('is confirmed only as a whole', () => {
    expect(decide(claimOf(AT_MOST_ONCE), [shows(both)])).toMatchObject({ verdict: 'confirmed', guarantee: 'no-loss' });
    expect(decide(claimOf(AT_LEAST_ONCE), [shows(both)]).verdict).toBe('refuted');
  });

  it('is not called by the name of a weaker semantics', () => {
    const better = shows([holds('no-loss'), holds('no-duplicates')]);
    expect(decide(claimOf(AT_LEAST_ONCE), [better]).verdict).toBe('refuted');
  });

  it('names what contradicts it before what stays open', () => {
    const decision = decide(claimOf([reaches('somewhere'), kept('no-loss')]), [shows(both)]);
    expect(decision.objections.map(({ kind }) => kind)).toEqual(['contradicted', 'open']);
  });

  it('needs an outcome of every trial', () => {
    expect(() => decide(claimOf([kept('no-loss')]), [])).toThrow(
      'claim 0-test has 1 trials, but 0 outcomes were given',
    );
  });
});

describe('the premise of a refuted claim', () => {
  const claim = claimOf([kept('no-loss')], {
    expected: 'refuted',
    premise: { text: 'acks is all', trials: [{ name: 'better', setup: {}, expects: [kept('no-loss')] }] },
  });
  const lost = shows([violated('no-loss', 'lost by the brokers')]);

  it('is verified by its own trials', () => {
    expect(decide(claim, [lost, shows([holds('no-loss')])])).toMatchObject({ verdict: 'refuted', asExpected: true });
  });

  it('spoils the claim when they do not show it', () => {
    const decision = decide(claim, [lost, lost]);
    expect(decision).toMatchObject({ verdict: 'refuted', asExpected: false });
    expect(decision.premiseObjections.map(({ trial }) => trial)).toEqual(['better']);
  });

  it('does not count for the claim itself', () => {
    expect(decide(claim, [shows([holds('no-loss')]), lost]).verdict).toBe('confirmed');
  });
});
