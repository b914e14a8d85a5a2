import { enumerated } from './enumerated.ts';
import type { Semantics, VerdictDocument } from '../documents/verdict.ts';

/**
 * How sends end without an acknowledgement: the goals that count them, and each as a word behind "sends". A process may end
 * without a crash among the faults: by an error that is fatal to its client.
 */
export const UNACKNOWLEDGED: Readonly<Record<string, string>> = {
  'send given up': 'given up',
  'send refused': 'refused',
  'send aborted by the application': 'aborted',
  'send forgotten in a crash': 'forgotten by a process that ended',
  'send lost unflushed in a crash': 'lost unflushed by a process that ended',
};

type Told = Pick<VerdictDocument, 'semantics' | 'coverage'>;

/** The ways in which sends ended without an acknowledgement, in words; empty where every send was acknowledged. */
export const unacknowledgedOf = ({ coverage: { goals } }: Pick<Told, 'coverage'>): readonly string[] =>
  Object.entries(UNACKNOWLEDGED).flatMap(([goal, way]) => ((goals[goal] ?? 0) > 0 ? [way] : []));

/** What is promised of acknowledged records alone: that none is lost. */
const PROMISES_NO_LOSS: ReadonlySet<Semantics> = new Set<Semantics>(['at-least-once', 'exactly-once']);

const isQualified = (document: Told): boolean =>
  PROMISES_NO_LOSS.has(document.semantics) && unacknowledgedOf(document).length > 0;

/** Behind the semantics, where it is not about all records. */
export const acknowledgedWords = (document: Told): string => (isQualified(document) ? ' for acknowledged records' : '');

/** What became of the others. */
export const unacknowledgedTail = (document: Told): string =>
  isQualified(document) ? `; without an acknowledgement: sends ${enumerated(unacknowledgedOf(document))}` : '';
