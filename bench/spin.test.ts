import { describe, expect, it } from 'vitest';
import { parseSpin } from './spin.ts';

const verifier = `
(Spin Version 6.5.2 -- 6 December 2019)

Full statespace search for:
	assertion violations	+

State-vector 36 byte, depth reached 140, errors: 0
  2583174 states, stored
  8335906 states, matched
 10919080 transitions (= stored+matched)

pan: elapsed time 2.43 seconds
pan: rate 1063034.6 states/second`;

const printed = (text: string) => text.split('\n').map((text) => ({ text, at: 0 }));

describe("what SPIN's verifier prints", () => {
  it('gives distinct and generated states and its own seconds; its depth is of another kind', () => {
    expect(parseSpin(printed(verifier))).toEqual({
      distinct: 2_583_174,
      generated: 10_919_080,
      depth: null,
      seconds: 2.43,
      violated: null,
    });
  });

  it('tells of an assertion that failed', () => {
    expect(parseSpin(printed(verifier.replace('errors: 0', 'errors: 1')))?.violated).toBe('an assertion');
  });

  it('is no result when paths were cut or memory ran out: then its counts are not of the whole system', () => {
    expect(parseSpin(printed(`error: max search depth too small\n${verifier}`))).toBeNull();
    expect(parseSpin(printed(`pan: out of memory\n${verifier}`))).toBeNull();
  });

  it('is no result without its counts', () => {
    expect(parseSpin(printed('pan: elapsed time 2.43 seconds'))).toBeNull();
  });
});
