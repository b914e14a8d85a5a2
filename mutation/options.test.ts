import { describe, expect, it } from 'vitest';
import { InputError } from '../setups/input-error.ts';
import { mutationOptions } from './options.ts';
import { operators } from './operators/index.ts';

function refusal(args: readonly string[]): InputError['problems'] {
  try {
    mutationOptions(args);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('the command line', () => {
  it('without a word is the rooms whose rules the tests answer for, and every operator', () => {
    const { paths, only, sample, workers, budgetMs, atLeast } = mutationOptions([]);
    expect(paths).toEqual(['model/broker', 'model/consumer', 'model/producer', 'properties/guarantees', 'reductions']);
    expect(only).toEqual(operators.map(({ name }) => name));
    expect([sample, workers, budgetMs, atLeast]).toEqual([undefined, 1, 6000, 100]);
  });

  it('is read', () => {
    const given = ['./model/broker/', '--only', 'bits', '--only', 'call', '--sample', '20', '--seed', 'x', '--list'];
    expect(mutationOptions(given)).toMatchObject({
      paths: ['model/broker'],
      only: ['bits', 'call'],
      sample: 20,
      seed: 'x',
      list: true,
    });
  });

  it.each([
    [['--only', 'bit'], 'there is no such operator'],
    [['--sample', '0'], 'that is no such number'],
    [['--workers', 'two'], 'that is no such number'],
    [['--budget', '0'], 'that is no such number'],
    [['--at-least', '101'], 'that is no such number'],
    [['--lits'], "Unknown option '--lits'"],
  ])('%j is refused with a way out', (args, reason) => {
    const [problem] = refusal(args);
    expect(problem.reason).toContain(reason);
    expect(problem.wayOut).not.toBe('');
  });
});
