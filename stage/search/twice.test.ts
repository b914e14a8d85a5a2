import { describe, expect, it } from 'vitest';
import type { RunJob, Runner } from '../run-result.ts';
import { toyRunner } from '../testing/toy.ts';
import { judge } from '../verdict/judge.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { twice } from './twice.ts';

const job: RunJob = { seed: 's', deviations: [{ at: 1, fault: { kind: 'consumer.crash' } }] };

/** Runs that are not the same: each goes by one of these in turn. */
function unsteady(orders: readonly ('work first' | 'commit first')[]): Runner {
  let runs = 0;
  return (one) => toyRunner({ order: orders[runs++] })(one);
}

const INSERT = allOf(['insert']);
const duplicate = 'work first';
const loss = 'commit first';
const kindsOf = async (run: Runner) => {
  const { unrepeated, isMissed } = await twice(run, INSERT)(job);
  return { kinds: unrepeated?.kinds, isMissed };
};

describe('what goes wrong in a run that is never the same', () => {
  it('counts when it was seen twice', async () => {
    expect(await kindsOf(unsteady([duplicate, duplicate]))).toEqual({});
  });

  it('is told beside it when it was seen once alone, with the first step that was not the same', async () => {
    const result = await twice(unsteady([loss, duplicate, duplicate]), INSERT)(job);
    expect(result.unrepeated).toMatchObject({ kinds: ['loss'], step: 0 });
    expect(result.isMissed).toBeUndefined();
  });

  it('counts whatever else went wrong in one of the runs, which alone was seen once', async () => {
    const ledgers = [
      ledgerOf({ outcomes: ['insert r1', 'insert r0', 'insert r0'] }),
      ledgerOf({ outcomes: ['insert r0', 'insert r0', 'insert r1'] }),
      ledgerOf({ outcomes: ['insert r0', 'insert r1'] }),
    ];
    let runs = 0;
    const run: Runner = async (one) => ({ ...(await unsteady([duplicate])(one)), ledger: ledgers[runs++] });
    const result = await twice(run, INSERT)(job);
    expect(judge(result.ledger, INSERT).map(({ kind }) => kind)).toEqual(['duplicate']);
    expect(result.unrepeated).toMatchObject({ kinds: ['disorder'] });
    expect(result.isMissed).toBeUndefined();
  });

  it('counts for nothing when each run came to something else, or its fault never came about', async () => {
    const calm: Runner = (one) => toyRunner({ order: duplicate })({ ...one, deviations: [] });
    let runs = 0;
    const each = [unsteady([loss]), unsteady([duplicate]), calm];
    expect(await kindsOf((one) => each[runs++](one))).toEqual({ kinds: ['loss', 'duplicate'], isMissed: true });
    const never: Runner = async (one) => ({ ...(await calm(one)), ignored: one.deviations });
    expect(await kindsOf(never)).toEqual({ isMissed: true });
  });
});
