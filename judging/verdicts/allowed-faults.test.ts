import { describe, expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { replicated, small } from '../../model/testing/story.ts';
import type { AllowedFault } from '../../reports/documents/verdict.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { NO_REDUCTIONS } from '../../reductions/reduced.ts';
import { actionsSeen, allowedFaults } from './allowed-faults.ts';
import { verify, type VerifyOptions } from '../verify.ts';

describe('the faults that a setup allows', () => {
  const setup = setupOf(replicated(2, 1, { faults: { 'leader.moved': 2, 'response.lost': 1, rebalance: 0 } }));

  it('stand in the order of their table, those without a budget left out', () => {
    expect(allowedFaults(setup, new Set())).toEqual([
      { kind: 'response.lost', budget: 1, occurred: false },
      { kind: 'leader.moved', budget: 2, occurred: false },
    ]);
  });

  it('have happened when any of their actions has', () => {
    const actions = { 'end-transaction-response.lost': 3, 'leader.moved': 0, 'broker.crash': 1 };
    expect(allowedFaults(setup, actionsSeen({ actions }, [])).map(({ occurred }) => occurred)).toEqual([true, false]);
  });
});

/** Which faults of a budget have happened, as the document says it. */
const told = (faults: readonly AllowedFault[] = []): string[] =>
  faults.map(({ kind, occurred }) => `${kind}${occurred ? '' : ' never'}`);

/** An offset expires once its group is empty; without a crash or a stall its only member never leaves. */
const expiring = (faults: SetupDraft['faults']): SetupDraft => small({ faults: { 'offsets.expired': 1, ...faults } });

const ways: readonly (readonly [string, VerifyOptions])[] = [
  ['a search of the whole scope', { method: 'exhaustive', reductions: NO_REDUCTIONS }],
  ['a search that leaves out what is equivalent', { method: 'exhaustive' }],
  ['random walks', { method: 'walk', runs: 300 }],
  ['runs of random commands', { method: 'commands', runs: 300 }],
];

describe('V4: a fault that no state enabled is told from one that happened', () => {
  it.each(ways)('by %s', async (_name, options) => {
    const { faults } = await verify(expiring({ rebalance: 1 }), options);
    expect(told(faults)).toEqual(['rebalance', 'offsets.expired never']);
  });

  it.each(ways)('and is not called so when a second fault enables it: by %s', async (_name, options) => {
    const { faults } = await verify(expiring({ 'consumer.crash': 1 }), options);
    expect(told(faults)).toEqual(['consumer.crash', 'offsets.expired']);
  });

  it('whatever is left of a search that is cut short says no more than that nobody saw it', async () => {
    const { faults, guarantees } = await verify(expiring({ 'consumer.crash': 1 }), { method: 'walk', runs: 1 });
    expect(told(faults)).toContain('offsets.expired never');
    expect(guarantees.map(({ verdict }) => verdict)).not.toContain('holds');
  });
});
