import { clusterTrial } from '../../properties/trial.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { TWO_OUTPUTS } from '../../properties/guarantees/no-duplicates.ts';
import type { Semantics, VerdictDocument } from '../../reports/documents/verdict.ts';
import { SetupError } from '../../setups/place.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { type Contradiction, contradictionsAmong } from './contradiction.ts';
import { isGiven, isProved, restsOn, semanticsOf, type Verdicts } from '../verdicts/semantics.ts';

/** Where what a document says that the setup gives is not what its guarantees say. */
export function contradictorySemantics(document: VerdictDocument): Contradiction[] {
  const { semantics, proved, ordered, guarantees } = document;
  const verdicts = verdictsOf(document);
  const given = semanticsOf(verdicts);
  const order = verdicts.of.get('partition-order');
  return [
    ...silences(document, verdicts),
    ...contradictionsAmong(
      [semantics !== given, 'semantics', `it is ${semantics}, but by the guarantees it is ${given}`],
      [
        semantics === given && proved && !isProved(given, verdicts),
        'proved',
        `it is true, but ${unprovedOf(given, verdicts)}`,
      ],
      [
        ordered !== undefined && ordered !== order,
        'ordered',
        `it is "${ordered}", but ${order === undefined ? 'there is no verdict on partition-order' : `the verdict on partition-order is "${order}"`}`,
      ],
      [
        new Set(guarantees.map(({ id }) => id)).size < guarantees.length,
        'guarantees',
        'there are two verdicts on one guarantee',
      ],
    ),
    ...contradictoryByEffect(document, verdicts),
  ];
}

function verdictsOf({ setup, guarantees }: VerdictDocument): Verdicts {
  return {
    of: new Map(guarantees.map(({ id, verdict }) => [id, verdict])),
    transactional: typeof keyOf(setup, 'producer', 'transactional.id') === 'string',
  };
}

/** A value of a resolved setup; undefined where there is none. */
function keyOf(setup: VerdictDocument['setup'], section: string, key: string): unknown {
  const keys: unknown = setup[section];
  return typeof keys === 'object' && keys !== null ? Reflect.get(keys, key) : undefined;
}

/** Why a semantics is not proved: what it rests on and does not hold, or else what is stronger and not taken away. */
function unprovedOf(semantics: Semantics, verdicts: Verdicts): string {
  const open = restsOn(semantics, verdicts).find((id) => verdicts.of.get(id) !== 'holds');
  if (open !== undefined) return `the verdict on ${open} is "${verdicts.of.get(open)}"`;
  return `no counterexample takes away what is stronger than ${semantics}`;
}

/** The guarantees that have a subject in the setup, and that the semantics would rest on, but of which nothing is said. */
function silences({ setup, semantics }: VerdictDocument, { of, transactional }: Verdicts): Contradiction[] {
  const subjects = subjectsOf(setup);
  const asked = restsOn(semantics, { of: subjects ?? of, transactional }).filter((id) => !of.has(id));
  return asked.map((id) => ({
    at: 'guarantees',
    reason: `there is no verdict on ${id}, on which ${semantics} rests in this setup`,
  }));
}

/** The guarantees with a subject in a setup; null where it is not one of this version, which files outlive. */
function subjectsOf(setup: VerdictDocument['setup']): ReadonlyMap<string, 'holds'> | null {
  try {
    const { properties } = clusterTrial(setupOf(setup));
    return new Map(properties.map(({ id }) => [guaranteeOf(id), 'holds']));
  } catch (error) {
    if (error instanceof SetupError) return null;
    throw error;
  }
}

/**
 * Of effects inside Kafka and outside it a document has the worse verdict alone: what is violated, or not put to the test,
 * is so for one of them at least.
 */
function contradictoryByEffect(
  { setup, semanticsByEffect: by, guarantees }: VerdictDocument,
  verdicts: Verdicts,
): Contradiction[] {
  if (by === undefined) return [];
  const at = 'semanticsByEffect';
  const isBoth =
    keyOf(setup, 'application', 'shape') === 'transform' && keyOf(setup, 'application', 'effect') === 'external';
  const { causes = [], counterexample } = guarantees.find(({ id }) => id === 'no-duplicates') ?? {};
  const copies = [...causes, ...(counterexample === undefined ? [] : [counterexample])].map(({ cause }) => cause);
  const transactions = {
    of: new Map(verdicts.of).set('no-loss', 'holds').set('no-duplicates', 'holds'),
    transactional: verdicts.transactional,
  };
  return contradictionsAmong(
    [!isBoth, at, 'the setup has no effects inside Kafka and outside it'],
    ...['no-loss', 'no-duplicates'].map((id) => {
      const isKept = verdicts.of.get(id) === 'holds' || verdicts.of.get(id) === 'not-violated';
      const reason = `both rest on ${id}, on which the verdict is "${verdicts.of.get(id)}"`;
      return [!isKept && restsOnIt(by.kafka, id) && restsOnIt(by.external, id), at, reason] as const;
    }),
    [
      by.kafka === 'exactly-once' && !isGiven('exactly-once', transactions),
      `${at}.kafka`,
      'it is exactly-once, but a guarantee of its transactions is not kept',
    ],
    [
      copies.includes(TWO_OUTPUTS) && restsOnIt(by.kafka, 'no-duplicates'),
      `${at}.kafka`,
      `it is ${by.kafka}, but no-duplicates is violated inside Kafka: ${TWO_OUTPUTS}`,
    ],
    [
      copies.some((cause) => cause !== TWO_OUTPUTS) && restsOnIt(by.external, 'no-duplicates'),
      `${at}.external`,
      `it is ${by.external}, but no-duplicates is violated outside Kafka`,
    ],
  );
}

const restsOnIt = (semantics: Semantics, id: string): boolean =>
  restsOn(semantics, { of: new Map(), transactional: false }).includes(id);
