import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, fingerprinter } from './fingerprint.ts';

const plainData = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** A small world in the shape of a cluster: every argument ends up in another component. */
const world = (leader: number, logEnd: number, ack: number, epoch: number, position: number, kind: string) => ({
  controller: { leader, isr: 7, epoch },
  replicas: [
    { up: true, log: Array.from({ length: logEnd }, (_, value) => ({ kind: 'data', value, epoch })), hw: ack },
    { up: false, log: [], hw: 0 },
  ],
  group: { members: [{ position, buffer: [position, -1] }], committed: null },
  network: [{ kind, from: leader, offset: position }],
  clock: undefined,
});

describe('a fingerprint', () => {
  it('is equal for data of equal structure', () => {
    fc.assert(
      fc.property(plainData, (value) => {
        expect(fingerprint(structuredClone(value))).toEqual(fingerprint(value));
      }),
    );
  });

  it('is the same in every process', () => {
    expect(fingerprint(world(1, 2, 1, 3, -1, 'fetch'))).toEqual({ high: 1931959690, low: 3139492324 });
  });

  it('tells apart what differs anywhere, in value, type, place, key or length', () => {
    const different: unknown[] = [
      0,
      1,
      -1,
      2 ** 31,
      -(2 ** 31),
      2 ** 32,
      2 ** 40,
      0.5,
      -0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '',
      '0',
      '1',
      'a',
      'b',
      'ab',
      'ba',
      true,
      false,
      null,
      undefined,
      [],
      [0],
      [0, 0],
      [[]],
      [[], []],
      [null],
      [1, 2],
      [2, 1],
      [[1], 2],
      [1, [2]],
      [[1, 2]],
      {},
      { a: 0 },
      { b: 0 },
      { a: 1 },
      { a: '1' },
      { a: [1] },
      { a: { a: 1 } },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { a: undefined },
      { a: null },
      { a: false },
      [{}],
      [{ a: 1 }],
      [{ a: 1 }, { a: 1 }],
    ];
    const seen = new Set(different.map((value) => key(fingerprint(value))));
    expect(seen.size).toBe(different.length);
  });

  it('refuses what is not plain data', () => {
    expect(() => fingerprint({ now: () => 1 })).toThrow('plain data');
  });

  it('does not collide, in either half more than chance says, over 400,000 similar states', () => {
    const count = 400_000;
    const whole = new Float64Array(count);
    const halves = [new Uint32Array(count), new Uint32Array(count)];
    const of = fingerprinter<ReturnType<typeof world>>();
    for (let index = 0; index < count; index += 1) {
      const rest = Math.floor(index / 1000);
      const state = world(index % 10, 1, Math.floor(index / 10) % 10, Math.floor(index / 100) % 10, rest - 500, 'ack');
      const { high, low } = of(state);
      // 53 of the 64 bits: still some 100,000 times as many as a collision among so many would need.
      whole[index] = (high & 0x1fffff) * 2 ** 32 + low;
      halves[0][index] = high;
      halves[1][index] = low;
    }
    expect(repeats(whole)).toBe(0);
    // A random function of so many values into 2^32 repeats one about 19 times, with a deviation of 4.
    for (const half of halves) expect(repeats(half)).toBeLessThan(45);
  });
});

describe('a fingerprinter', () => {
  it('remembers components without changing any fingerprint', () => {
    const component = fc.oneof(plainData, fc.array(plainData, { maxLength: 4 }));
    const state = fc.record({ a: component, b: component, c: component });
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 30 }), fc.infiniteStream(fc.nat(29)), (states, picks) => {
        const of = fingerprinter<{ a: unknown; b: unknown; c: unknown }>();
        for (let step = 0; step < 60; step += 1) {
          // States that share components by reference, in any mixture.
          const pick = () => states[picks.next().value % states.length];
          const mixed = { a: pick().a, b: pick().b, c: pick().c };
          expect(of(mixed)).toEqual(fingerprint(structuredClone(mixed)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

const key = ({ high, low }: { high: number; low: number }) => `${high}:${low}`;

function repeats(values: Float64Array | Uint32Array): number {
  values.sort();
  let count = 0;
  for (let index = 1; index < values.length; index += 1) if (values[index] === values[index - 1]) count += 1;
  return count;
}
