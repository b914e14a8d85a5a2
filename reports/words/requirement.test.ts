import { expect, test } from 'vitest';
import { type Requirement, requirementWords, unmet, unmetWords } from './requirement.ts';
import { goodVerdict, sampleVerdict } from '../testing/fixtures.ts';
import type { Semantics, VerdictDocument } from '../documents/verdict.ts';

const required = (semantics: Semantics, more: Partial<Requirement> = {}): Requirement => ({
  semantics,
  ordered: false,
  proved: false,
  ...more,
});

/** What stands in the way, in words. */
const failures = (requirement: Requirement, document: VerdictDocument = sampleVerdict): string[] =>
  unmet(requirement, document).map(unmetWords);

test('a requirement is met by the guarantees that it rests on, whatever else is violated', () => {
  expect(failures(required('at-least-once'))).toEqual([]);
  expect(failures(required('at-most-once'))).toEqual(['no-duplicates is violated']);
  for (const semantics of ['none', 'at-most-once', 'at-least-once', 'exactly-once'] as const) {
    expect(failures(required(semantics, { ordered: true, proved: true }), goodVerdict)).toEqual([]);
  }
});

test('V1: what was never put to the test meets nothing', () => {
  const guarantees = goodVerdict.guarantees.map((guarantee) => ({ ...guarantee, verdict: 'vacuous' as const }));
  const untested = { ...goodVerdict, guarantees };
  expect(failures(required('at-most-once'), untested)).toEqual(['no-duplicates was never put to the test']);
  expect(failures(required('exactly-once', { ordered: true }), untested)).toEqual([
    'no-loss was never put to the test',
    'no-duplicates was never put to the test',
    'partition-order was never put to the test',
  ]);
  const transactions = { ...sampleVerdict, setup: { producer: { 'transactional.id': 't' } } };
  expect(failures(required('exactly-once'), transactions)).toEqual([
    'no-duplicates is violated',
    'zombie-fencing was never put to the test',
  ]);
});

test('V2: order is required by its own word, and what is not violated is not proved', () => {
  expect(failures(required('none', { ordered: true }))).toEqual([]);
  expect(failures(required('none', { ordered: true, proved: true }))).toEqual(['partition-order is not proved']);
  expect(failures(required('at-least-once', { proved: true }))).toEqual([]);
});

test('what a document does not speak of is not met', () => {
  expect(failures(required('at-least-once', { ordered: true }), { ...goodVerdict, guarantees: [] })).toEqual([
    'of no-loss there is no verdict',
    'of partition-order there is no verdict',
  ]);
});

test('a requirement is told as it is spelt', () => {
  expect(requirementWords(required('exactly-once'))).toBe('exactly-once');
  expect(requirementWords(required('none', { ordered: true, proved: true }))).toBe('none,ordered,proved');
});
