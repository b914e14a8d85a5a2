import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../run-result.ts';
import { toldOnce } from './told-once.ts';

const LIFE = [
  'starts',
  'is assigned orders/0 in generation N of group shop',
  'is sent record-001 of orders/0',
  'threw: no',
];
const EXPIRES: Omit<TraceStep, 'time'> = { text: 'the session time-out of the brokers passes' };

/** Lives of process 0, one after the other, between which brokers give up a member. */
function lives(count: number, textsOf: (life: number) => readonly string[] = () => LIFE): readonly TraceStep[] {
  const steps = Array.from({ length: count }, (_, life) => [
    ...textsOf(life).map((text) => {
      const own = text === 'starts' && life > 0 ? 'starts again' : text.replace('N', `${life + 1}`);
      return { process: 0, incarnation: life, text: own };
    }),
    EXPIRES,
  ]).flat();
  return steps.map((step, time) => ({ ...step, time }));
}

const textsOf = (trace: readonly TraceStep[]): readonly string[] => trace.map(({ text }) => text);

describe('lives that go alike', () => {
  it('are told twice, and then in one line', () => {
    const told = textsOf(toldOnce(lives(12)));
    expect(told.filter((text) => text === 'threw: no')).toHaveLength(2);
    expect(told.slice(10)).toEqual(['goes the same way in lives 3 to 12', EXPIRES.text]);
  });

  it('are one where there are three', () => {
    expect(textsOf(toldOnce(lives(3)))[10]).toBe('goes the same way in life 3');
  });

  it('are all told where there are two, or where they go otherwise', () => {
    expect(toldOnce(lives(2))).toEqual(lives(2));
    const others = lives(5, (life) => [...LIFE, `reads orders/0 from offset ${life} on`]);
    expect(toldOnce(others)).toEqual(others);
  });

  it('are told again once something else has happened between them', () => {
    const trace = lives(8, (life) => (life === 4 ? [...LIFE, 'crashed'] : LIFE));
    expect(textsOf(toldOnce(trace)).filter((text) => text.startsWith('goes the same way'))).toEqual([
      'goes the same way in lives 3 to 4',
      'goes the same way in life 8',
    ]);
  });
});
