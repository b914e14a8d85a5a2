import { describe, expect, it } from 'vitest';
import { InputError } from '../setups/input-error.ts';
import { SetupError } from '../setups/place.ts';
import { fuzzOptions } from './options.ts';

describe('the command line of the fuzzer', () => {
  it('needs no more than the part', () => {
    expect(fuzzOptions(['reductions'])).toEqual({
      part: 'reductions',
      setups: 100,
      seed: 'kafka-trial',
      first: 0,
      statesMax: 50_000,
    });
  });

  it('takes a seed with the number of a setup, as a replay line has it', () => {
    const options = fuzzOptions(['reductions', '--setups', '1', '--seed', 'nightly:3:17', '--states', '5000']);
    expect(options).toEqual({ part: 'reductions', setups: 1, seed: 'nightly:3', first: 17, statesMax: 5000 });
  });

  it('takes what every setup is to have', () => {
    const set = ['scope.members=3', 'application.shape=transform', 'kafka=4.1'];
    const { given } = fuzzOptions(['reductions', ...set.flatMap((key) => ['--set', key])]);
    expect(given).toEqual({ kafka: '4.1', scope: { members: '3' }, application: { shape: 'transform' } });
  });

  it('refuses what no setup can have', () => {
    expect(() => fuzzOptions(['reductions', '--set', 'scope.members=many'])).toThrow(SetupError);
  });

  it.each([
    [[], 'no part is named'],
    [['outputs'], 'there is no part "outputs"'],
    [['reductions', 'twice'], '"twice" is one part too many'],
    [['reductions', '--setup', '3'], "Unknown option '--setup'"],
    [['reductions', '--setups', 'many'], '--setups many: that is no such number'],
    [['reductions', '--setups', '0'], '--setups 0: that is no such number'],
    [['reductions', '--states', '1e3'], '--states 1e3: that is no such number'],
    [['reductions', '--seed', ''], '--seed: it is empty'],
    [['reductions', '--set', 'members'], '--set: "members" sets nothing'],
  ])('%j is refused with place, reason and way out', (args, reason) => {
    const problem = thrownBy(() => fuzzOptions(args));
    expect(problem).toBeInstanceOf(InputError);
    expect(problem).toMatchObject({ message: expect.stringContaining(reason) as unknown });
    expect((problem as InputError).problems[0].wayOut).toMatch(/npm run fuzz|it takes|write it as/);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
