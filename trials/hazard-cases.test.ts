import { describe, expect, it } from 'vitest';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { hazardCases } from './hazard-cases.ts';
import { hazardSchedules } from './hazard-schedules.ts';
import { installedHere } from './testing/installed-here.ts';

describe('a hazard is tried', () => {
  it.each([
    ['of a configuration on every release', 'A02', ['4.1.2', '3.9.2']],
    ['that was mended in a patch on the newest one before it', 'B26', ['3.4.0']],
    ['whose fix is a switch on a release that was without it', 'B31', ['3.6.2']],
  ])('%s', async (_, id, versions) => {
    const hazard = HAZARDS.find((one) => one.id === id) ?? HAZARDS[0];
    const installed = installedHere('3.4.0', '3.4.1', '3.6.2', '3.9.2', '4.1.2');
    const tried = await hazardSchedules(hazard, installed, ['3.9', '4.1']);
    expect(tried.map(({ version }) => version)).toEqual(versions);
  });

  it('with three walks of its control', async () => {
    const { cases } = await hazardCases(installedHere('4.1.2'), [], { only: /A02/ });
    expect(cases.map(({ name }) => name)).toEqual(['A02', 'A02 control 1', 'A02 control 2', 'A02 control 3']);
  });

  it.each([
    ['B10', 'it was mended in 2.5, and happens in no older release that is there'],
    ['B18', 'no release that is there has markerRetryAccepted: false'],
  ])('nowhere, and left out with the reason: %s', async (id, because) => {
    const { cases, leftOut } = await hazardCases(installedHere('4.2.2'), [], { only: new RegExp(id) });
    expect(cases).toEqual([]);
    expect(leftOut).toEqual([{ group: 'hazard', name: id, because }]);
  });
});
