import { describe, expect, it } from 'vitest';
import { judgingOn } from '../../judging/judging.ts';
import type { VerifyOptions } from '../../judging/verify.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { setupInput } from '../../setups/input.ts';
import { counterexamplesOf } from './conform-subject.ts';
import { Interrupt } from '../interrupt.ts';
import { fakeIo } from '../testing/fake.ts';

describe('a setup that is to be played', () => {
  it('is searched for its counterexamples alone, and no further than it is told', async () => {
    const io = fakeIo({});
    const asked: VerifyOptions[] = [];
    const judging = judgingOn(io);
    const verify: typeof judging.verify = (setup, options) => {
      asked.push(options);
      return judging.verify(setup, options);
    };
    const search = resolveSetup(
      setupInput({ producer: { acks: '0' }, faults: { 'request.lost': 1 }, scope: { records: 1 } }),
    );
    const named = { name: 'acks-0', setup: search.setup, source: { search } };
    const context = { io, judging: { ...judging, verify } };
    const found = await counterexamplesOf(named, { budget: 60_000, workers: 1 }, context, new Interrupt(io));
    expect(found.map(({ guarantee }) => guarantee)).toContain('no-loss');
    expect(asked).toMatchObject([{ remedies: false, budgetMs: 60_000, workers: 1 }]);
  });
});
