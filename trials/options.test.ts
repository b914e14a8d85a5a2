import { describe, expect, it } from 'vitest';
import { trialsOptions } from './options.ts';

describe('npm run conform', () => {
  it('plays the tier of two minutes, unless it is told otherwise', () => {
    expect(trialsOptions([])).toMatchObject({ tier: 'quick', walks: 500 });
    expect(trialsOptions(['nightly', '--walks', '0'])).toMatchObject({ tier: 'nightly', walks: 0 });
  });

  it('takes groups, names and a version', () => {
    const options = trialsOptions(['nightly', '--group', 'hazard,walk', '--only', '^a0', '--version', '4.1.2']);
    expect([...(options.groups ?? [])]).toEqual(['hazard', 'walk']);
    expect(options.only?.test('A01')).toBe(true);
    expect(options.version).toBe('4.1.2');
  });

  it.each([
    [['weekly'], 'there is no tier "weekly"'],
    [['nightly', '--group', 'hazards'], 'there is no group "hazards"'],
    [['nightly', '--walks', 'many'], '"many" is no whole number from 0 on'],
    [['nightly', '--walks', ''], '"" is no whole number from 0 on'],
    [['nightly', '--walks=-1'], '"-1" is no whole number from 0 on'],
    [['nightly', '--only', '('], '"(" is no regular expression'],
    [['--fast'], "Unknown option '--fast'"],
  ])('%j is refused', (args, reason) => {
    expect(() => trialsOptions(args)).toThrow(reason);
  });
});
