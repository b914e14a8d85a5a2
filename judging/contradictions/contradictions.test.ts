import { describe, expect, it } from 'vitest';
import { small } from '../../model/testing/story.ts';
import { goodVerdict, sampleClaims, sampleVerdict } from '../../reports/testing/fixtures.ts';
import type {
  ClaimsDocument,
  Counterexample,
  GuaranteeVerdict,
  VerdictDocument,
} from '../../reports/documents/verdict.ts';
import { contradictionsOf } from './contradictions.ts';
import { verify } from '../verify.ts';

/** Crashes once between processing and commit: at-least-once, proved. */
const redelivered = await verify(small({ faults: { 'consumer.crash': 1, 'leader.moved': 0 }, scope: { members: 1 } }));

const transform = {
  consumer: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction', effect: 'external' },
  cluster: { brokers: 1 },
  scope: { records: 1, members: 1, lags: 0 },
};
/** Exactly-once inside Kafka, at-least-once for the effect outside. */
const transactional = await verify({ ...transform, faults: { 'consumer.crash': 1 } });

const found = (document: VerdictDocument | ClaimsDocument): string[] =>
  contradictionsOf(document).map(({ at, reason }) => `${at}: ${reason}`);

/** The document with another verdict on a guarantee, or with whatever else of it changed. */
function edited(document: VerdictDocument, id: string, change: Partial<GuaranteeVerdict>): VerdictDocument {
  const guarantees = document.guarantees.map((guarantee) =>
    guarantee.id === id ? { ...guarantee, ...change } : guarantee,
  );
  return { ...document, guarantees };
}

const guaranteeOf = (document: VerdictDocument, id: string): GuaranteeVerdict => {
  const guarantee = document.guarantees.find((candidate) => candidate.id === id);
  if (guarantee === undefined) throw new Error(`there is no verdict on ${id}`);
  return guarantee;
};

const duplicates = guaranteeOf(redelivered, 'no-duplicates');
const noLoss = guaranteeOf(redelivered, 'no-loss');

function withCounterexample(change: Partial<Counterexample>): VerdictDocument {
  const { counterexample } = duplicates;
  if (counterexample === undefined) throw new Error('no-duplicates is not violated');
  const other = { ...counterexample, ...change };
  return edited(redelivered, 'no-duplicates', { counterexample: other, causes: [other] });
}

const { remedy: _remedy, counterexample: _counterexample, causes: _causes, ...bare } = duplicates;

describe('a document of this project', () => {
  it('does not contradict itself', async () => {
    const walked = await verify(redelivered.setup, { method: 'walk', runs: 20 });
    const cut = await verify(redelivered.setup, { method: 'walk', runs: 1 });
    for (const document of [redelivered, transactional, walked, cut, sampleVerdict, goodVerdict, sampleClaims]) {
      expect(found(document)).toEqual([]);
    }
  });

  it('nor without the fields that documents of before do not have', () => {
    const { ordered: _ordered, faults: _faults, ...old } = redelivered;
    expect(found(old)).toEqual([]);
  });
});

describe('a document that is edited to claim more', () => {
  it.each<[string, VerdictDocument, string]>([
    [
      'semantics',
      { ...redelivered, semantics: 'exactly-once' },
      'semantics: it is exactly-once, but by the guarantees it is at-least-once',
    ],
    [
      'semantics over what was never put to the test',
      edited(redelivered, 'no-loss', { verdict: 'vacuous', evidence: { ...noLoss.evidence, exercised: 0 } }),
      'semantics: it is at-least-once, but by the guarantees it is none',
    ],
    [
      'a proof over what was never put to the test',
      {
        ...edited(transactional, 'zombie-fencing', {
          verdict: 'vacuous',
          evidence: { ...noLoss.evidence, exercised: 0 },
        }),
        semanticsByEffect: { kafka: 'exactly-once', external: 'at-least-once' },
      },
      'semanticsByEffect.kafka: it is exactly-once, but a guarantee of its transactions is not kept',
    ],
    [
      'a proof by random runs',
      edited(redelivered, 'no-loss', {
        verdict: 'not-violated',
        evidence: { method: 'walk', runs: 9, steps: 99, exercised: 9 },
      }),
      'proved: it is true, but the verdict on no-loss is "not-violated"',
    ],
    [
      'a proof without a counterexample to what is stronger',
      edited(redelivered, 'no-duplicates', {
        ...bare,
        counterexample: undefined,
        causes: undefined,
        remedy: undefined,
        verdict: 'vacuous',
        evidence: { ...bare.evidence, exercised: 0 },
      }),
      'proved: it is true, but no counterexample takes away what is stronger than at-least-once',
    ],
    [
      'a guarantee that is taken out',
      {
        ...transactional,
        semantics: 'exactly-once',
        guarantees: transactional.guarantees.filter(({ id }) => id !== 'zombie-fencing'),
      },
      'guarantees: there is no verdict on zombie-fencing, on which exactly-once rests in this setup',
    ],
    [
      'a guarantee with a second verdict',
      { ...redelivered, guarantees: [...redelivered.guarantees, { ...bare, verdict: 'holds' }] },
      'guarantees: there are two verdicts on one guarantee',
    ],
    [
      'order',
      { ...redelivered, ordered: 'violated' },
      'ordered: it is "violated", but the verdict on partition-order is',
    ],
    [
      'order of which there is no verdict',
      { ...redelivered, guarantees: redelivered.guarantees.filter(({ id }) => id !== 'partition-order') },
      'but there is no verdict on partition-order',
    ],
    [
      'both effects',
      { ...transactional, semanticsByEffect: { kafka: 'exactly-once', external: 'exactly-once' } },
      'semanticsByEffect: both rest on no-duplicates, on which the verdict is "violated"',
    ],
    [
      'the effect outside instead of that inside',
      { ...transactional, semanticsByEffect: { kafka: 'at-least-once', external: 'exactly-once' } },
      'semanticsByEffect.external: it is exactly-once, but no-duplicates is violated outside Kafka',
    ],
    [
      'two kinds of effect',
      { ...redelivered, semanticsByEffect: { kafka: 'none', external: 'none' } },
      'semanticsByEffect: the setup has no effects inside Kafka and outside it',
    ],
    [
      'that something holds',
      edited(redelivered, 'no-loss', { evidence: { method: 'walk', runs: 9, steps: 99, exercised: 9 } }),
      'guarantees[0]: no-loss holds, but its search is not complete',
    ],
    [
      'that something was put to the test',
      edited(redelivered, 'no-loss', { evidence: { ...noLoss.evidence, exercised: 0 } }),
      'guarantees[0].evidence.exercised: it is 0, but a guarantee that was never put to the test is vacuous',
    ],
    [
      'a complete search that was stopped',
      edited(redelivered, 'no-loss', {
        evidence: { ...noLoss.evidence, stopped: 'interrupted' } as typeof noLoss.evidence,
      }),
      'guarantees[0].evidence.stopped: it says why the search ended early',
    ],
    [
      'a violation that nobody has seen',
      edited(redelivered, 'no-duplicates', { counterexample: undefined, causes: undefined }),
      'guarantees[1]: no-duplicates is violated, but has no counterexample',
    ],
    [
      'that what has a counterexample holds',
      { ...edited(redelivered, 'no-duplicates', { verdict: 'holds' }), semantics: 'exactly-once' },
      'guarantees[1]: the verdict on no-duplicates is "holds", but it has a counterexample',
    ],
    ['a shorter counterexample', withCounterexample({ steps: 3 }), 'guarantees[1].counterexample.steps: it is 3, but'],
    ['a story of other steps', withCounterexample({ story: [] }), 'guarantees[1].causes[0].story: it has 0 steps, but'],
    [
      'that the shortest is a longer one',
      edited(redelivered, 'no-duplicates', {
        causes: [withCounterexample({ steps: 1 }).guarantees[1].causes?.[0] as Counterexample],
      }),
      'guarantees[1].counterexample: it is called the shortest, but another cause has a shorter one',
    ],
    [
      'a remedy that closes nothing',
      edited(redelivered, 'no-duplicates', { remedy: { change: 'prayer', verified: 'vacuous' } }),
      'guarantees[1].remedy.verified: it is "vacuous", and what was never put to the test closes nothing',
    ],
    [
      'a remedy that closes one cause and calls itself verified',
      edited(redelivered, 'no-duplicates', {
        remedy: { change: 'prayer', verified: 'holds', closes: 'cause', remains: ['another'] },
      }),
      'guarantees[1].remedy.verified: it is "holds", and what is not seen to close this cause alone is no remedy of it',
    ],
    [
      'a remedy that closes one cause and says of none that it is left',
      edited(redelivered, 'no-duplicates', { remedy: { change: 'prayer', verified: 'violated', closes: 'cause' } }),
      'guarantees[1].remedy.remains: it names 0 causes that are left, and the remedy closes the cause',
    ],
    [
      'a remedy for what holds',
      edited(redelivered, 'no-loss', { remedy: { change: 'prayer', verified: 'holds' } }),
      'guarantees[0].remedy: the verdict on no-loss is "holds", and there is nothing to close',
    ],
    [
      'a fault that never happened',
      { ...redelivered, coverage: { actions: {}, goals: {} }, guarantees: [noLoss] },
      'faults[0].occurred: it is true, but no action of consumer.crash was counted',
    ],
    [
      'that a fault never happened',
      { ...redelivered, faults: [{ kind: 'consumer.crash', budget: 1, occurred: false }] },
      'faults[0].occurred: it is false, but actions of consumer.crash were counted, or are in a counterexample',
    ],
    [
      'more faults',
      { ...redelivered, faults: [{ kind: 'consumer.crash', budget: 2, occurred: true }] },
      'faults[0].budget: consumer.crash is allowed 2 times, but 1 times in the setup',
    ],
    ['other faults', { ...redelivered, faults: [] }, 'faults: consumer.crash is not named, but the setup allows it'],
    [
      'a larger scope',
      { ...redelivered, scope: { ...redelivered.scope, records: 9 } },
      'scope.records: it is 9, but 1 in',
    ],
  ])('%s', (_what, document, contradiction) => {
    expect(found(document)).toContainEqual(expect.stringContaining(contradiction));
  });

  it('what is not counted in a search may stand in a counterexample', () => {
    expect(found({ ...redelivered, coverage: { actions: {}, goals: {} } })).toEqual([]);
  });
});

describe('claims', () => {
  const [confirmed, refuted] = sampleClaims.claims;
  const claimed = (...claims: ClaimsDocument['claims']): string[] => found({ ...sampleClaims, claims });

  it('are contradicted by what was expected, by objections, and by their trials', () => {
    expect(claimed({ ...confirmed, expected: 'refuted' })).toEqual([
      'claims[0].asExpected: it is true, but the claim is confirmed, and was expected to be refuted',
    ]);
    expect(claimed({ ...confirmed, objections: ['a trial: no-loss is violated'] })).toEqual([
      'claims[0].verdict: it is confirmed, but against it stands: a trial: no-loss is violated',
    ]);
    expect(claimed({ ...refuted, objections: [] })).toEqual([
      'claims[0].verdict: it is refuted, but nothing stands against it',
    ]);
    expect(claimed(confirmed, { ...confirmed, trials: [{ ...sampleVerdict, semantics: 'exactly-once' }] })).toEqual([
      'claims[1].trials[0].semantics: it is exactly-once, but by the guarantees it is at-least-once',
    ]);
  });
});
