import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { CRASH, faults, merged } from '../claims/setups.ts';
import type { ClusterTrial } from '../trial.ts';
import { singlePropertyTrial } from './single-property-trial.ts';
import { FAMILY_A } from './family-a.ts';
import type { Hazard } from './hazard.ts';

/** What the findings of the family say beyond the hazards themselves. */

const hazardOf = (id: string): Hazard => FAMILY_A.find((hazard) => hazard.id === id) as Hazard;

const stepsIn = (trial: ClusterTrial, guarantee: string): number | undefined =>
  exhaustive(trial, { stopWhenFound: [guarantee] }).violations[0]?.schedule.length;

const stepsOf = (tried: Pick<Hazard, 'id' | 'guarantee'>, draft: SetupDraft): number | undefined =>
  stepsIn(singlePropertyTrial(tried, draft), tried.guarantee);

describe('A05', () => {
  it('needs as many power failures as there are members of the ISR: with one fewer ELR keeps the record', () => {
    const { setup } = hazardOf('A05');
    expect(stepsOf(hazardOf('A05'), merged(setup, faults('broker.power-loss')))).toBeUndefined();
  });
});

describe('A08', () => {
  it('is left open by a transactional.id when the response to commitTransaction() is lost before the crash', () => {
    const hazard = hazardOf('A08');
    expect(stepsOf(hazard, merged(hazard.control, faults('response.lost', 'producer.crash')))).toBe(19);
  });

  it('is closed by ids of the application’s own', () => {
    const hazard = hazardOf('A08');
    const keyed = merged(hazard.setup, { application: { 'idempotency.key': true } });
    expect(stepsOf(hazard, merged(keyed, faults('response.lost', 'producer.crash')))).toBeUndefined();
  });
});

describe('A10', () => {
  it('needs no fault: where a follower is slow the answer is REQUEST_TIMED_OUT', () => {
    const lags = { faults: { 'leader.moved': 0 }, scope: { lags: 1 } };
    expect(stepsOf(hazardOf('A10'), merged(hazardOf('A10').setup, lags))).toBe(13);
    expect(stepsOf(hazardOf('A10'), merged(hazardOf('A10').control, lags))).toBeUndefined();
  });
});

describe('A20', () => {
  const tried = { id: 'A20', guarantee: 'no-loss' };
  const alone = { scope: { records: 1 } };

  it('loses its one input in 7 steps, as long as nothing makes the group start again', () => {
    expect(stepsOf(tried, merged(hazardOf('A20').setup, alone))).toBe(7);
  });

  it('loses nothing by a crash alone, which starts at the committed offset', () => {
    expect(
      stepsOf(tried, merged(hazardOf('A20').setup, alone, CRASH, { faults: { 'request.lost': 0 } })),
    ).toBeUndefined();
  });
});

describe('A21', () => {
  /** A member may stall only while nobody has processed anything: what is left is the zombie that goes on. */
  it('takes 14 steps with a zombie that comes back and processes', () => {
    const hazard = hazardOf('A21');
    const trial = singlePropertyTrial(hazard, hazard.setup);
    const { machine } = trial;
    const zombies = {
      ...machine,
      enabled: (state: typeof machine.init) =>
        machine
          .enabled(state)
          .filter(({ type }) => type !== 'consumer.stall' || state.ledger.processed[0].length === 0),
    };
    expect(stepsIn({ ...trial, machine: zombies }, hazard.guarantee)).toBe(14);
  });
});
