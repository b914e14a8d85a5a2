import { contradictionsOf } from '../judging/contradictions/contradictions.ts';
import { FAULT_NOUNS } from '../reports/words/fault-words.ts';
import { semanticsLine } from '../reports/words/headline.ts';
import { isClaims, readVerdicts, stringify } from '../reports/documents/json.ts';
import { unmet } from '../reports/words/requirement.ts';
import { SEMANTICS } from '../properties/requirement.ts';
import type { Semantics, Verdict, VerdictDocument } from '../reports/documents/verdict.ts';

/**
 * What a verdict document, its headline or a gate says that is more than what was searched; nothing where each says no more.
 * It knows the meaning of the words by itself, and asks none of those who write them.
 */
export function overstatements(document: VerdictDocument): string[] {
  return [
    ...claimed(document),
    ...proofs(document),
    ...unsaid(document),
    ...gates(document),
    ...readAgain(document).map((contradiction) => `the file contradicts itself: ${contradiction}`),
  ];
}

/** What a semantics means, wherever its guarantees have a subject. */
const MEANING: Readonly<Record<Semantics, readonly string[]>> = {
  none: [],
  'at-most-once': ['no-duplicates'],
  'at-least-once': ['no-loss'],
  'exactly-once': ['no-loss', 'no-duplicates'],
};
const OF_TRANSACTIONS = new Set([
  'read-committed-visibility',
  'atomic-transaction',
  'offsets-with-records',
  'zombie-fencing',
]);

/** The verdicts that a claim of this semantics stands on; of a guarantee without one, `vacuous`. */
function standsOn({ setup, guarantees }: VerdictDocument, semantics: Semantics): readonly Verdict[] {
  const { producer } = setup;
  const transactional = typeof Object(producer)['transactional.id'] === 'string';
  const listed = guarantees.filter(({ id }) => OF_TRANSACTIONS.has(id)).map(({ verdict }) => verdict);
  return [
    ...MEANING[semantics].map((id) => guarantees.find((guarantee) => guarantee.id === id)?.verdict ?? 'vacuous'),
    ...(semantics === 'exactly-once' && transactional ? listed : []),
  ];
}

const isKept = (verdict: Verdict): boolean => verdict === 'holds' || verdict === 'not-violated';

/** The semantics is that of the document, and the headline begins with it. */
function claimed(document: VerdictDocument): string[] {
  const { semantics, semanticsByEffect: by } = document;
  const line = semanticsLine(document);
  const said = by !== undefined && by.kafka !== by.external ? `${by.kafka} inside Kafka` : semantics;
  return [
    ...(line.startsWith(said) ? [] : [`the headline does not begin with ${said}: ${line}`]),
    ...(standsOn(document, semantics).every(isKept) ? [] : [`the headline claims ${semantics}: ${line}`]),
  ];
}

function proofs(document: VerdictDocument): string[] {
  const { semantics, proved } = document;
  const line = semanticsLine(document);
  if (!proved) return line.includes('(not proved') ? [] : [`the headline says nothing of a proof: ${line}`];
  return standsOn(document, semantics).every((verdict) => verdict === 'holds') ? [] : [`it is called proved: ${line}`];
}

/** Order, and the faults that never happened. */
function unsaid(document: VerdictDocument): string[] {
  const line = semanticsLine(document);
  const { ordered, faults = [] } = document;
  const order: Partial<Record<Verdict, RegExp>> = {
    violated: /, out of order,/,
    vacuous: /, order not put to the test,/,
  };
  const isOrderSaid = ordered === undefined || (order[ordered] ?? /, ordered\b/).test(line);
  const [said, never = ''] = line.split('; allowed, but ');
  const silent = faults.filter(({ kind, budget, occurred }) => {
    const words = `${budget} ${FAULT_NOUNS[kind][budget === 1 ? 0 : 1]}`;
    return !(occurred ? said : never).includes(words) || (!occurred && said.includes(words));
  });
  return [
    ...(isOrderSaid ? [] : [`order is ${ordered}, and the headline says otherwise: ${line}`]),
    ...silent.map(
      ({ kind, occurred }) =>
        `the headline does not say that ${kind} ${occurred ? 'was allowed' : 'never happened'}: ${line}`,
    ),
  ];
}

/** No gate asks less than its words mean, and none refuses what the document claims. */
function gates(document: VerdictDocument): string[] {
  return SEMANTICS.flatMap((semantics) =>
    [false, true].flatMap((ordered) =>
      [false, true].flatMap((proved) => {
        const isPassed = unmet({ semantics, ordered, proved }, document).length === 0;
        const asked = [...standsOn(document, semantics), ...(ordered ? [document.ordered ?? 'vacuous'] : [])];
        const isSo = asked.every((verdict) => (proved ? verdict === 'holds' : isKept(verdict)));
        const words = `--require ${semantics}${ordered ? ',ordered' : ''}${proved ? ',proved' : ''}`;
        return isPassed === isSo ? [] : [`${words} is ${isPassed ? 'met by' : 'refused to'} ${asked.join(', ')}`];
      }),
    ),
  );
}

/** The contradictions of a document that was written to a file and read again. */
function readAgain(document: VerdictDocument): string[] {
  const [again] = readVerdicts(stringify(document), 'verdict.json');
  if (isClaims(again)) return ['it is read as claims'];
  return contradictionsOf(again).map(({ at, reason }) => `${at}: ${reason}`);
}
