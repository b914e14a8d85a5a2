import { expect, test } from 'vitest';
import { findingsOf, shortestOf, witnessOf, withClaimsReplay, withReplay } from './findings.ts';
import { redelivery, retried, sampleClaims, sampleVerdict } from '../testing/fixtures.ts';

test("the guarantee's own counterexample comes first, and only it has the remedy", () => {
  const findings = findingsOf(sampleVerdict);
  expect(findings.map(({ counterexample, own }) => [counterexample.cause, own])).toEqual([
    [redelivery.cause, true],
    [retried.cause, false],
  ]);
  expect(findings.map(({ remedy }) => remedy?.verified)).toEqual(['holds', undefined]);
  expect(shortestOf(sampleVerdict)).toHaveLength(1);
});

test('a refuted claim is decided by the counterexample to its guarantee; a confirmed one only where it names one', () => {
  const [confirmed, refuted] = sampleClaims.claims;
  expect(witnessOf(confirmed)).toBeUndefined();
  expect(witnessOf(refuted)?.counterexample).toEqual(redelivery);
  expect(witnessOf({ ...refuted, guarantee: 'no-loss' })).toBeUndefined();
  expect(witnessOf({ ...refuted, verdict: 'confirmed' })?.trial).toBe(1);
  expect(witnessOf({ ...refuted, guarantee: undefined, verdict: 'confirmed' })).toBeUndefined();
});

test('every counterexample gets the line that replays it', () => {
  const told = withReplay(sampleVerdict, ({ guarantee, counterexample }) => `${guarantee} ${counterexample.seed}`);
  const [, duplicates] = told.guarantees;
  expect(duplicates.counterexample?.replay).toBe('no-duplicates bfs');
  expect(duplicates.causes?.map(({ replay }) => replay)).toEqual(['no-duplicates bfs', 'no-duplicates kafka-trial:17']);
  const claims = withClaimsReplay(sampleClaims, ({ claim, trial }) => `${claim} ${trial}`);
  expect(claims.claims[1].trials[0].guarantees[1].counterexample?.replay).toBe('2.3-end-to-end 1');
  expect(sampleClaims.claims[1].trials[0].guarantees[1].counterexample?.replay).toBeUndefined();
});
