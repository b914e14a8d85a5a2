import { describe, expect, it } from 'vitest';
import { merged, small } from '../properties/claims/setups.ts';
import { checkRemedies } from './check-remedies.ts';
import { brokenText, fuzzRemedies } from './fuzz-remedies.ts';

const statesMax = 2_000;
const latest = small({ consumer: { 'auto.offset.reset': 'latest', 'enable.auto.commit': false } });

describe('V6: what a remedy promises is searched again', () => {
  it('V6: no remedy of a few random setups promises more than it keeps', async () => {
    const { outcomes, broken } = await fuzzRemedies({ setups: 6, first: 0, seed: 'test', statesMax: 400 });
    expect(broken).toEqual([]);
    expect(outcomes.kept).toBeGreaterThan(0);
  });

  it('a remedy that closes the guarantee, and one that closes its cause', async () => {
    expect(await checkRemedies(latest, statesMax)).toMatchObject({ outcome: 'kept', verified: 1, partial: 0 });
    const deleted = merged(latest, { faults: { 'records.deleted': 1 } });
    expect(await checkRemedies(deleted, statesMax)).toMatchObject({ outcome: 'kept', verified: 0, partial: 1 });
  });

  it('says so where a setup is too large to be searched again, or has nothing to mend', async () => {
    expect(await checkRemedies(latest, 10)).toMatchObject({ outcome: 'too-large' });
    const sound = merged(latest, { consumer: { 'auto.offset.reset': 'earliest' } });
    expect(await checkRemedies(sound, statesMax)).toMatchObject({ outcome: 'none' });
  });

  it('and what does not keep its word is printed as a setup, with the line that finds it again', async () => {
    const check = () =>
      Promise.resolve({
        outcome: 'broken' as const,
        verified: 1,
        partial: 0,
        unchecked: 0,
        broken: ['no-loss: acks=all: the guarantee is violated: lost by the brokers'],
      });
    const { broken, outcomes } = await fuzzRemedies({ setups: 1, first: 7, seed: 's', statesMax, check });
    expect(outcomes.broken).toBe(1);
    const text = brokenText(broken[0], { seed: 's', set: ['scope.members=3'] });
    expect(text).toContain('a remedy of setup 7 does not keep what it says:\n  no-loss: acks=all');
    expect(text).toContain('replay: npm run fuzz -- remedies --setups 1 --seed s:7 --set scope.members=3');
  });
});
