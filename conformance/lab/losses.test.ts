import { describe, expect, it } from 'vitest';
import { HarnessError } from '../harness-error.ts';
import { Losses } from './losses.ts';

const never = new Promise<string>(() => {});

describe('what is waited for', () => {
  it('comes, as long as no process is lost', async () => {
    expect(await new Losses().guard(Promise.resolve('here'))).toBe('here');
  });

  it('is given up as soon as one is, and at once when one has been before', async () => {
    const losses = new Losses();
    const waiting = losses.guard(never);
    losses.lose(new HarnessError('broker 0 is not running'));
    await expect(waiting).rejects.toThrow('broker 0');
    losses.lose(new HarnessError('broker 1 is not running'));
    await expect(losses.guard(never)).rejects.toThrow('broker 0');
  });

  it('is not given up for what is lost after it has come', async () => {
    const losses = new Losses();
    const waiting = losses.guard(Promise.resolve('here'));
    await waiting;
    losses.lose(new HarnessError('broker 0 is not running'));
    expect(await waiting).toBe('here');
  });
});
