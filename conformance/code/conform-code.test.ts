import { describe, expect, it } from 'vitest';
import { type CodeOutcome, unmade, untilAgreed } from './conform-code.ts';
import { NotCome, Unplayable } from './unplayable.ts';

const AGREES: CodeOutcome = { kind: 'agrees', moments: 2, found: [] };
const DIVERGES: CodeOutcome = { kind: 'diverges', moments: 2, found: [], because: 'machine: loss; Kafka: nothing' };

async function outcomeOf(...plays: readonly (CodeOutcome | Error)[]) {
  let count = 0;
  const outcome = await untilAgreed([], async () => {
    const play = plays[count++];
    if (play instanceof Error) throw play;
    return play;
  });
  return { ...outcome, count };
}

async function tried(...plays: readonly (CodeOutcome | Error)[]) {
  const { kind, because, count } = await outcomeOf(...plays);
  return [kind, because, count];
}

describe('a run that is made on real Kafka', () => {
  it('is not made where it needs what is not there: input, brokers that give one record, an outage, effects of the same process, a group that has read, records that come later', () => {
    const trial = { start: () => {}, effects: { './db.ts': { insert: true, close: { sync: true } } } } as const;
    const { effects: _, ...without } = trial;
    const job = { records: 2, deviations: [] };
    const outage = { at: 1, fault: { kind: 'effect.outage' } } as const;
    expect(unmade(without, job)).toBeUndefined();
    expect(unmade(without, { ...job, records: 0 })).toContain('no input');
    expect(unmade(without, { ...job, oneByOne: true })).toContain('all that they have');
    expect(unmade(without, { ...job, deviations: [outage] })).toContain('the way to the outside');
    expect(unmade(trial, job)).toContain('another process');
    const input = { topic: 'orders', readBy: ['shop'] };
    expect(unmade({ ...without, input }, job)).toContain('no group has read a topic');
    const later = { topic: 'orders', afterStart: true };
    expect(unmade({ ...without, input: [{ topic: 'payments' }, later] }, job)).toContain('before the program starts');
  });

  it('agrees where Kafka went as the stage in one of three tries, and that it did not before is told', async () => {
    expect(await tried(AGREES)).toEqual(['agrees', undefined, 1]);
    expect(await tried(DIVERGES, new NotCome('no commit'), AGREES)).toEqual([
      'agrees',
      'in try 3, and not before: machine: loss; Kafka: nothing; no commit',
      3,
    ]);
  });

  it('parts where it never did', async () => {
    expect(await tried(DIVERGES, DIVERGES, DIVERGES)).toEqual(['diverges', DIVERGES.because, 3]);
  });

  it('parts unexplained where one of its tries did, whatever came of the others', async () => {
    const explained = { ...DIVERGES, isExplained: true, because: 'a race' };
    const outcome = await outcomeOf(explained, DIVERGES, new NotCome('no commit'));
    expect(outcome).toMatchObject({ kind: 'diverges', because: `a race; ${DIVERGES.because}; no commit` });
    expect(outcome.isExplained).toBeUndefined();
    expect(await outcomeOf(new NotCome('no commit'), explained, explained)).toMatchObject({ isExplained: true });
  });

  it('is not tried again where it cannot be made, or where something goes wrong beside Kafka', async () => {
    expect(await tried(new Unplayable('brokers'), AGREES)).toEqual(['unplayable', 'brokers', 1]);
    await expect(tried(new Error('no port'), AGREES)).rejects.toThrow('no port');
  });
});
