import { restsOn, type Subject, verdictOn } from './semantics.ts';
import type { GuaranteeVerdict, Semantics, Verdict } from '../documents/verdict.ts';
import { evidenceWords, verdictWord } from './words.ts';

/** What somebody asks of a setup: `--require SEMANTICS[,ordered][,proved]`. */
export interface Requirement {
  readonly semantics: Semantics;
  /** `partition-order` is asked for as well. */
  readonly ordered: boolean;
  /** Each of them must hold, by a search of the whole scope; not being violated is not enough. */
  readonly proved: boolean;
}

/** The guarantees that a requirement rests on. */
const requiredOf = ({ semantics, ordered }: Requirement, subject: Subject): readonly string[] => [
  ...restsOn(semantics, subject),
  ...(ordered ? ['partition-order'] : []),
];

/** What stands in the way of a requirement: of each guarantee that is not as required, what became of it. */
export function unmet(requirement: Requirement, subject: Subject): readonly Unmet[] {
  return requiredOf(requirement, subject).flatMap((guarantee) => {
    const verdict = verdictOn(subject, guarantee);
    return isMet(verdict, requirement) ? [] : [{ guarantee, verdict }];
  });
}

export interface Unmet {
  readonly guarantee: string;
  /** None where the document says nothing of it. */
  readonly verdict?: Verdict;
}

const isMet = (verdict: Verdict | undefined, { proved }: Requirement): boolean =>
  verdict === 'holds' || (verdict === 'not-violated' && !proved);

/** Whether a verdict is a failure: what is required is not so, or, where nothing is required, something is violated. */
export function fails(guarantee: GuaranteeVerdict, requirement: Requirement | undefined, subject: Subject): boolean {
  if (requirement === undefined) return guarantee.verdict === 'violated';
  return unmet(requirement, subject).some((failed) => failed.guarantee === guarantee.id);
}

/** The guarantees that are required, and of which the document says nothing. */
export const silentOf = (requirement: Requirement | undefined, subject: Subject): readonly string[] =>
  requirement === undefined
    ? []
    : unmet(requirement, subject).flatMap(({ guarantee, verdict }) => (verdict === undefined ? [guarantee] : []));

/** What became of a guarantee that fails a requirement. */
export const failureWords = (guarantee: GuaranteeVerdict): string =>
  `${guarantee.verdict === 'not-violated' ? 'not proved: ' : ''}${verdictWord(guarantee.verdict)} ${evidenceWords(guarantee)}`;

/** The requirement as the command line spells it. */
export const requirementWords = ({ semantics, ordered, proved }: Requirement): string =>
  [semantics, ...(ordered ? ['ordered'] : []), ...(proved ? ['proved'] : [])].join(',');

/** What stands in the way, in words. */
export function unmetWords({ guarantee, verdict }: Unmet): string {
  switch (verdict) {
    case 'violated':
      return `${guarantee} is violated`;
    case 'not-violated':
    case 'holds':
      return `${guarantee} is not proved`;
    case 'vacuous':
      return `${guarantee} was never put to the test`;
    case undefined:
      return `of ${guarantee} there is no verdict`;
  }
}
