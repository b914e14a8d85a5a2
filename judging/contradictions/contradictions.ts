import type { ClaimsDocument, ClaimVerdict, VerdictDocument } from '../../reports/documents/verdict.ts';
import { type Contradiction, contradictionsAmong } from './contradiction.ts';
import { contradictoryFaults } from './contradictory-faults.ts';
import { contradictoryGuarantee } from './contradictory-guarantee.ts';
import { contradictorySemantics } from './contradictory-semantics.ts';

/**
 * Where a document contradicts itself: a verdict says more than its evidence, the semantics more than the guarantees, or
 * less. A document that this project has made has none; one that was made before it had all these fields has none either,
 * unless it took for kept what was never put to the test.
 */
export const contradictionsOf = (document: VerdictDocument | ClaimsDocument): Contradiction[] =>
  document.format === 'kafka-trial/claims' ? ofClaims(document) : ofVerdict(document);

const ofVerdict = (document: VerdictDocument): Contradiction[] => [
  ...contradictorySemantics(document),
  ...contradictoryScope(document),
  ...contradictoryFaults(document),
  ...document.guarantees.flatMap((guarantee, index) => contradictoryGuarantee(guarantee, `guarantees[${index}]`)),
];

function contradictoryScope({ scope, setup }: VerdictDocument): Contradiction[] {
  const bounds = new Map(Object.entries(setup.scope ?? {}));
  return Object.entries(scope).flatMap(([name, value]) =>
    contradictionsAmong([
      bounds.has(name) && bounds.get(name) !== value,
      `scope.${name}`,
      `it is ${value}, but ${bounds.get(name)} in the setup`,
    ]),
  );
}

const ofClaims = ({ claims }: ClaimsDocument): Contradiction[] =>
  claims.flatMap((claim, index) => {
    const at = `claims[${index}]`;
    const trials = claim.trials.flatMap((trial, number) =>
      ofVerdict(trial).map((found) => ({ ...found, at: `${at}.trials[${number}].${found.at}` })),
    );
    return [...contradictoryClaim(claim, at), ...trials];
  });

function contradictoryClaim({ verdict, expected, asExpected, objections }: ClaimVerdict, at: string): Contradiction[] {
  return contradictionsAmong(
    [
      asExpected && verdict !== expected,
      `${at}.asExpected`,
      `it is true, but the claim is ${verdict}, and was expected to be ${expected}`,
    ],
    [
      asExpected && verdict === 'confirmed' && objections.length > 0,
      `${at}.verdict`,
      `it is confirmed, but against it stands: ${objections.join('; ')}`,
    ],
    [verdict === 'refuted' && objections.length === 0, `${at}.verdict`, 'it is refuted, but nothing stands against it'],
  );
}
