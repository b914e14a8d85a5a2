import { describe, expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { guaranteeOf } from '../guarantee.ts';
import { GUARANTEES } from '../guarantees.ts';
import { GOALS } from '../goals.ts';
import { clusterTrial } from '../trial.ts';
import { type Claim, type ClaimTrial, type Expectation, trialsOf } from './claim.ts';
import { CLAIMS } from './claims.ts';
import { decide, type GuaranteeOutcome, type TrialOutcome } from './decide.ts';

const SECTIONS = ['1', '2.1', '2.2', '2.3', '3', '4', '5', '6', '7'];

/** What DESIGN calls known to be wrong; each has to have a counterexample and a premise. */
const KNOWN_WRONG = [
  '2.1-auto-commit',
  '2.2-acks-1',
  '3-default-acks',
  '3-default',
  '3-no-loss',
  '2.3-end-to-end',
  '2.3-idempotent-producer',
];

/** The longest counterexample that a refuted claim may need. */
const stepsMax = 21;

describe('the list of claims', () => {
  it('covers every section of the guide', () => {
    expect([...new Set(CLAIMS.map(({ section }) => section))]).toEqual(SECTIONS);
    expect(CLAIMS.length).toBeGreaterThanOrEqual(30);
  });

  it('has ids that are unique and start with their section', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
    for (const { id, section } of CLAIMS) expect(id).toMatch(new RegExp(`^${section.replace('.', '\\.')}-[a-z0-9-]+$`));
  });

  it('gives a premise exactly where a claim is refuted', () => {
    const withPremise = CLAIMS.filter(({ premise }) => premise !== undefined).map(({ id }) => id);
    const refuted = CLAIMS.filter(({ expected }) => expected === 'refuted').map(({ id }) => id);
    expect(withPremise).toEqual(refuted);
    expect(refuted).toEqual(expect.arrayContaining(KNOWN_WRONG));
  });

  it.each(CLAIMS)('$id is complete', (claim) => {
    expect(claim.quote.trim()).not.toBe('');
    expect(claim.explanation).toMatch(/[.)]$/);
    const trials = trialsOf(claim);
    expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length);
    for (const { name, setup, expects } of trials) {
      expect(() => setupOf(setup, name)).not.toThrow();
      expect(expects).not.toHaveLength(0);
      for (const expectation of expects) expect(subjectOf(expectation)).toBe('known');
    }
  });
});

/** A misspelt guarantee or goal would leave a claim undecided for ever. */
function subjectOf(expectation: Expectation): string {
  if (expectation.type === 'default') return 'known';
  if (expectation.type === 'reaches') {
    return GOALS.some(({ id }) => id === expectation.goal) ? 'known' : expectation.goal;
  }
  return GUARANTEES.some(({ id }) => id === expectation.guarantee) ? 'known' : expectation.guarantee;
}

describe('the trials decide', () => {
  // The whole suite is `npm run verify`; here are the claims that are known to be wrong, and what depends on least.
  it.each(claimsWith([...KNOWN_WRONG, '2.1-no-duplicates', '2.2-crash-before-commit', '2.3-read-committed']))(
    '$id: $expected',
    (claim) => {
      const outcomes = trialsOf(claim).map(outcomeOf);
      const decision = decide(claim, outcomes);
      expect(decision.premiseObjections).toEqual([]);
      expect(decision.verdict).toBe(claim.expected);
      if (claim.expected === 'confirmed') return;
      const lengths = outcomes.flatMap(({ steps }) => steps[decision.guarantee ?? ''] ?? []);
      expect(lengths[0]).toBeLessThanOrEqual(stepsMax);
    },
  );
});

function claimsWith(ids: readonly string[]): Claim[] {
  return ids.map((id) => {
    const claim = CLAIMS.find((claim) => claim.id === id);
    if (claim === undefined) throw new Error(`there is no claim ${id}`);
    return claim;
  });
}

interface Searched extends TrialOutcome {
  /** Per violated guarantee the length of its shortest counterexample. */
  readonly steps: Readonly<Record<string, number>>;
}

/** A breadth-first search with nothing to it: the verdicts speak of the claims, whatever the explorers do. */
function outcomeOf({ setup, name }: ClaimTrial): Searched {
  const trial = clusterTrial(setupOf(setup, name));
  const { machine, properties, goals } = trial;
  const causes: Record<string, string[]> = {};
  const steps: Record<string, number> = {};
  const exercised = new Set<string>();
  const reached: Record<string, number> = {};
  const seen = new Set<string>();
  let depth = 0;
  const visit = (state: typeof machine.init, kind: 'always' | 'at-rest'): void => {
    for (const property of properties) {
      if (property.kind !== kind) continue;
      const id = guaranteeOf(property.id);
      if (property.exercised(state)) exercised.add(id);
      const cause = property.violation(state)?.cause;
      if (cause === undefined || causes[id]?.includes(cause)) continue;
      (causes[id] ??= []).push(cause);
      steps[id] ??= depth;
    }
  };
  let level = [machine.init];
  for (; level.length > 0; depth += 1) {
    const nextLevel: typeof level = [];
    for (const state of level) {
      visit(state, 'always');
      const actions = machine.enabled(state);
      if (actions.every((action) => trial.isFault(action))) visit(state, 'at-rest');
      for (const action of actions) {
        const after = machine.next(state, action);
        for (const goal of goals) {
          if (goal.on.includes(action.type) && goal.reached(state, action, after)) reached[goal.id] = 1;
        }
        const { high, low } = machine.fingerprint(after);
        const key = `${high}:${low}`;
        if (seen.has(key)) continue;
        seen.add(key);
        nextLevel.push(after);
      }
    }
    level = nextLevel;
  }
  const guarantees = GUARANTEES.map(({ id }): GuaranteeOutcome => {
    if (causes[id] !== undefined) {
      return { id, verdict: 'violated', counterexample: { cause: causes[id][0] }, causes: causes[id].map(causeOf) };
    }
    return { id, verdict: exercised.has(id) ? 'holds' : 'vacuous' };
  });
  return { guarantees, coverage: { goals: reached }, steps };
}

const causeOf = (cause: string): { cause: string } => ({ cause });
