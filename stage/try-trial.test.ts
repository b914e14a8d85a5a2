import { describe, expect, it } from 'vitest';
import { readRemembered, rememberedName, rememberedText } from './remembered.ts';
import { readRequirement } from '../properties/requirement.ts';
import { openedToy } from './testing/opened-toy.ts';
import { tryTrial } from './try-trial.ts';

describe('a trial of a program', () => {
  it('is as required by itself, or by whoever tries it', async () => {
    const right = openedToy({ order: 'work first' }, { require: 'exactly-once' });
    expect((await tryTrial(right, { seed: 's', runs: 0 })).required?.met).toBe(false);
    const required = readRequirement('at-least-once,proved', '--require');
    expect((await tryTrial(right, { seed: 's', runs: 0, required })).required?.met).toBe(true);
    const unfinished = await tryTrial(right, { seed: 's', runs: 0, required, stop: () => true });
    expect(unfinished.required?.met).toBe(false);
  });

  it('refuses what is no semantics, and a program that shows nothing', async () => {
    const misspelt = openedToy({ order: 'work first' }, { require: 'atleast-once' });
    await expect(tryTrial(misspelt, { seed: 's' })).rejects.toThrow('toy.trial.ts: require: "atleast-once"');
    expect(() => readRequirement('none,quick', '--require')).toThrow('"quick" is nothing to be asked of a semantics');
    const silent = openedToy({ order: 'work first', lives: 0 });
    await expect(tryTrial(silent, { seed: 's' })).rejects.toThrow(
      'no record of topic orders comes to anything that is seen',
    );
  });
});

describe('findings that are kept', () => {
  it('lie beside the trial file, and are read as they were written', () => {
    expect(rememberedName('orders.trial.ts')).toBe('orders.trial.json');
    const jobs = [{ seed: 's', records: 1, deviations: [{ at: 1, fault: { kind: 'consumer.crash' } as const }] }];
    expect(readRemembered(rememberedText(jobs), 'x.json')).toEqual(jobs);
  });

  it.each([
    ['{', 'it is no JSON'],
    ['{}', 'it does not say "format": "kafka-trial/code-findings"'],
    ['{"format":"kafka-trial/code-findings","findings":[{"seed":1}]}', 'what it holds are no findings'],
  ])('are refused where they are none: %s', (text, reason) => {
    expect(() => readRemembered(text, 'x.json')).toThrow(`x.json: ${reason}`);
  });
});
