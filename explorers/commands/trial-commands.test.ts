import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aloTrial } from '../../properties/pipeline.ts';
import { describeAction } from '../describe-action.ts';
import { replay } from '../replay.ts';
import { ViolationError } from '../violation-error.ts';
import { commandsProperty } from './commands-property.ts';
import { startTrial, trialCommands } from './trial-commands.ts';

const trial = aloTrial({ records: 3, crashes: 2, kicks: 2, bug: true });

describe('commands', () => {
  it('run whenever anything is enabled: no generated step is wasted', () => {
    const noClaims = { ...trial, properties: [] };
    fc.assert(
      fc.property(trialCommands(noClaims), fc.integer(), (commands, profile) => {
        const { model, real } = startTrial(noClaims, {}, profile);
        fc.modelRun(() => ({ model, real }), commands);
        const generated = [...commands].length;
        expect(real.schedule.length === generated || real.enabled.length === 0).toBe(true);
        expect(model.steps).toBe(real.schedule.length);
        expect(replay(noClaims.machine, real.schedule)).toHaveLength(real.schedule.length);
      }),
    );
  });

  it('print the actions that ran, whatever other attempts ran afterwards', () => {
    const details = fc.check(commandsProperty(trial), { seed: 7, numRuns: 1000 });
    const { failed, errorInstance } = details;
    const ran = errorInstance instanceof ViolationError ? errorInstance.schedule.map(describeAction) : [];
    expect(failed).toBe(true);
    expect(ran.length).toBeGreaterThan(4);
    expect(fc.defaultReportMessage(details)).toContain(`,${ran.join(',')} /*replayPath=`);
  });

  it('let a model observe the states', () => {
    const noClaims = { ...trial, properties: [] };
    fc.assert(
      fc.property(trialCommands(noClaims, { observe: (state) => state.leo }), (commands) => {
        const { model, real } = startTrial(noClaims);
        fc.modelRun(() => ({ model, real }), commands);
        expect(model.observed).toBe(model.steps === 0 ? undefined : real.state.leo);
      }),
    );
  });
});
