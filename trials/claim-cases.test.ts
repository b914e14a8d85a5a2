import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../judging/claims.ts';
import { fakeHost } from '../judging/testing/fake-host.ts';
import { findingsOfClaim } from '../reports/words/findings.ts';
import { casesOf } from './claim-cases.ts';
import { installedHere } from './testing/installed-here.ts';
import { joined } from './trial-case.ts';

const { claims } = await judgeClaims(
  { seed: 'trials', only: ['2.3-sequence-numbers', '2.3-idempotent-producer', '4-default-acks'] },
  fakeHost(),
);
const findings = claims.flatMap(findingsOfClaim).filter(({ own }) => own);

describe('the counterexample to a claim', () => {
  const tried = () => joined(findings.map((finding) => casesOf(finding, installedHere('4.1.2'))));

  it('is played under a name of its own, whichever trial of the claim it is from', () => {
    const { cases } = tried();
    const names = cases.map(({ name }) => name);
    expect(names).toContain('claim 2.3-idempotent-producer no-duplicates, trial 2');
    expect(new Set(names).size).toBe(names.length);
    expect(cases.every(({ expects, version }) => expects === 'agrees' && version === '4.1.2')).toBe(true);
  });

  it('is left out where Kafka has a mechanism that the trial takes away, since no release goes that way', () => {
    expect(tried().leftOut).toContainEqual({
      group: 'claim',
      name: 'claim 2.3-sequence-numbers no-duplicates, trial 2',
      because: 'no release has sequenceDeduplication: false',
    });
  });

  it('is left out where the jars of its release are not there', () => {
    const old = tried().leftOut.filter(({ name }) => name.startsWith('claim 4-default-acks'));
    expect(new Set(old.map(({ because }) => because))).toEqual(new Set(['there are no jars of Kafka 2.8']));
  });
});
