import { isSemantics } from '../../properties/requirement.ts';
import type { CodeDocument } from '../../reports/code/code-document.ts';
import { forbiddenBy } from './semantics.ts';

/**
 * Whether something was seen once alone that must not happen where this is required: that speaks neither for a program nor
 * against it. A duplicate that was seen once takes nothing from at-least-once.
 */
export function isInDoubt({ required, unrepeated = [] }: Pick<CodeDocument, 'required' | 'unrepeated'>): boolean {
  if (required === undefined || !isSemantics(required.semantics)) return false;
  const forbidden: readonly string[] = forbiddenBy({
    semantics: required.semantics,
    ordered: required.ordered === true,
  });
  return unrepeated.some(({ anomalies }) => anomalies.some((kind) => forbidden.includes(kind)));
}
