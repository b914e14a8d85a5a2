import { isObject } from '../documents/shape.ts';
import type { Semantics, Verdict, VerdictDocument } from '../documents/verdict.ts';

const TRANSACTIONAL = ['read-committed-visibility', 'atomic-transaction', 'offsets-with-records', 'zombie-fencing'];

/** What the guarantees that a semantics rests on depend on. */
export type Subject = Pick<VerdictDocument, 'setup' | 'guarantees'>;

/**
 * The guarantees that a semantics rests on, whatever else the setup breaks: as `judging/verdicts/semantics.ts` has it, of which a
 * report knows the document alone.
 */
export function restsOn(semantics: Semantics, { setup, guarantees }: Subject): readonly string[] {
  switch (semantics) {
    case 'none':
      return [];
    case 'at-most-once':
      return ['no-duplicates'];
    case 'at-least-once':
      return ['no-loss'];
    case 'exactly-once': {
      const { producer } = setup;
      const transactional = isObject(producer) && typeof producer['transactional.id'] === 'string';
      const listed = TRANSACTIONAL.filter((id) => transactional && guarantees.some((guarantee) => guarantee.id === id));
      return ['no-loss', 'no-duplicates', ...listed];
    }
  }
}

/** The verdict on a guarantee; none where the document says nothing of it. */
export const verdictOn = ({ guarantees }: Subject, guarantee: string): Verdict | undefined =>
  guarantees.find(({ id }) => id === guarantee)?.verdict;
