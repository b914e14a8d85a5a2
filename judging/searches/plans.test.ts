import { describe, expect, it } from 'vitest';
import { ALL_REDUCTIONS, NO_REDUCTIONS } from '../../reductions/reduced.ts';
import type { Plan } from './plan.ts';
import {
  certifyPlan,
  claimPlan,
  commandsRunPlan,
  controlPlan,
  hazardPlan,
  knownIssuePlan,
  seedPlan,
  verifyPlan,
  walkRunPlan,
} from './plans.ts';
import { remedyGlancePlan, remedyPlan, remedySmallPlan } from './remedy-plans.ts';

const replicated = { reductions: ALL_REDUCTIONS, mergesSteps: false, canLag: true };
const asked = { seed: 's', runs: 30_000, world: replicated, isTimed: false } as const;

const exhaustive = (statesMax: number, more: object = {}) => ({
  method: 'exhaustive',
  reductions: NO_REDUCTIONS,
  statesMax,
  ...more,
});
const walk = (runs: number, more: object = {}) => ({ method: 'walk', seed: 's', runs, ...more });
const remedyWalk = (properties: readonly string[]) => ({
  method: 'walk',
  seed: 'kafka-trial',
  runs: 3_000,
  stopWhenFound: properties,
  when: { nothingOf: properties },
});

const fewFaults = (more: object = {}) => ({
  method: 'few-faults',
  reductions: ALL_REDUCTIONS,
  statesMax: 1_500_000,
  untilShare: 0.65,
  when: 'unfinished',
  ...more,
});

const fewLags = (more: object = {}) => ({
  ...fewFaults({ untilShare: 0.5 }),
  method: 'few-lags',
  statesMax: 2_000_000,
  ...more,
});
/** Of a scope that is compared with what it has with fewer lags as soon as it turns out large. */
const doubted = (by: object = fewLags()) => ({ doubt: { from: 500_000, by } });
const fewWithoutLag = (more: object = {}) => ({ ...fewFaults({ untilShare: 0.58 }), withoutLag: true, ...more });

describe('verify', () => {
  it('searches a scope reduced, a small one plainly as well, and what is too large with few lags, with few faults, and by walks', () => {
    expect(verifyPlan({ ...asked, method: 'auto' })).toEqual([
      exhaustive(3_000_000, { untilShare: 0.4, reductions: ALL_REDUCTIONS, ...doubted() }),
      exhaustive(50_000, { untilShare: 0.4, when: { statesAtMost: 50_000 } }),
      walk(500, { untilShare: 0.72, when: 'uncounted' }),
      fewLags(),
      fewWithoutLag(),
      fewFaults(),
      walk(30_000, { untilShare: 0.72, when: 'unfinished' }),
    ]);
  });

  it('begins but one search of a scope where reductions leave nothing out', () => {
    expect(verifyPlan({ ...asked, method: 'auto', world: { ...replicated, reductions: NO_REDUCTIONS } })).toEqual([
      exhaustive(3_000_000, { untilShare: 0.4, ...doubted(fewLags({ reductions: NO_REDUCTIONS })) }),
      walk(500, { untilShare: 0.72, when: 'uncounted' }),
      fewLags({ reductions: NO_REDUCTIONS }),
      fewWithoutLag({ reductions: NO_REDUCTIONS }),
      fewFaults({ reductions: NO_REDUCTIONS }),
      walk(30_000, { untilShare: 0.72, when: 'unfinished' }),
    ]);
  });

  it('searches fewer states where each is the work of many, and fewest where followers may lag', () => {
    const bounds = (world: object) =>
      verifyPlan({ ...asked, method: 'auto', world: { ...replicated, mergesSteps: true, ...world } }).flatMap(
        (stage) => ('statesMax' in stage ? [stage.statesMax] : []),
      );
    expect(bounds({})).toEqual([100_000, 50_000, 450_000, 375_000, 100_000]);
    expect(bounds({ canLag: false })).toEqual([750_000, 50_000, 375_000]);
  });

  it('counts no states where time is the bound', () => {
    const plan = verifyPlan({ ...asked, method: 'auto', isTimed: true });
    expect(plan[0]).toEqual(exhaustive(2 ** 31, { untilShare: 0.4, reductions: ALL_REDUCTIONS }));
  });

  it('begins with few faults without a lag where a search with all of them would take all the time', () => {
    const world = { ...replicated, mergesSteps: true };
    const plan = verifyPlan({ ...asked, method: 'auto', isTimed: true, world });
    expect(plan.map(({ method, untilShare }) => [method, untilShare])).toEqual([
      ['exhaustive', 0.2],
      ['exhaustive', 0.2],
      ['walk', 0.72],
      ['few-faults', 0.45],
      ['few-lags', 0.58],
      ['few-faults', 0.65],
      ['walk', 0.72],
    ]);
  });

  it.each([
    ['walk', [walk(30_000, { untilShare: 0.72 })]],
    ['commands', [{ method: 'commands', seed: 's', runs: 30_000, untilShare: 0.72 }]],
    [
      'exhaustive',
      [
        exhaustive(2 ** 31, { untilShare: 0.6, reductions: ALL_REDUCTIONS }),
        exhaustive(50_000, { untilShare: 0.6, when: { statesAtMost: 50_000 } }),
        walk(500, { untilShare: 0.72, when: 'uncounted' }),
        fewLags({ untilShare: 0.65 }),
        fewWithoutLag({ untilShare: 0.65 }),
        fewFaults({ untilShare: 0.72 }),
      ],
    ],
  ] as const)('by %s alone', (method, plan) => {
    expect(verifyPlan({ ...asked, method })).toEqual(plan);
  });
});

describe('every other purpose', () => {
  const plans: readonly (readonly [string, Plan, readonly object[]])[] = [
    [
      'a breadth-first search again, to the end of the scope where it must be',
      seedPlan('s', replicated, ['no-loss']),
      [
        exhaustive(3_000_000, {
          untilShare: 1,
          reductions: ALL_REDUCTIONS,
          ...doubted(fewLags({ untilShare: 1, when: { nothingOf: ['no-loss'] } })),
        }),
        exhaustive(50_000, { untilShare: 1, when: { statesAtMost: 50_000 } }),
        fewLags({ untilShare: 1, when: { nothingOf: ['no-loss'] } }),
        fewWithoutLag({ untilShare: 1, when: { nothingOf: ['no-loss'] } }),
        fewFaults({ untilShare: 1, when: { nothingOf: ['no-loss'] } }),
        exhaustive(2 ** 31, { reductions: ALL_REDUCTIONS, when: { nothingOf: ['no-loss'] } }),
        walk(500, { when: 'uncounted' }),
      ],
    ],
    ['a random run again', walkRunPlan('s', 17), [walk(1, { firstRun: 17 })]],
    ['a claim', claimPlan('s', 7), [exhaustive(200_000), walk(7, { when: 'unfinished' })]],
    [
      'a hazard',
      hazardPlan('s', 'no-loss'),
      [
        exhaustive(1_000_000, { stopWhenFound: ['no-loss'] }),
        walk(100_000, { stopWhenFound: ['no-loss'], when: { nothingOf: ['no-loss'] } }),
      ],
    ],
    [
      'a control',
      controlPlan('s', 'no-loss'),
      [exhaustive(1_000_000), walk(100_000, { stopWhenFound: ['no-loss'], when: { nothingOf: ['no-loss'] } })],
    ],
    ['whether no way is shorter', certifyPlan('no-loss'), [exhaustive(40_000, { stopWhenFound: ['no-loss'] })]],
    [
      'whether the fix of an issue closes a hole',
      knownIssuePlan(['no-loss'], ALL_REDUCTIONS),
      [exhaustive(200_000, { reductions: ALL_REDUCTIONS, stopWhenFound: ['no-loss'], untilShare: 0.8 })],
    ],
    [
      'whether a change leaves a hole open for all to see',
      remedyGlancePlan(['no-loss'], NO_REDUCTIONS),
      [exhaustive(8_000, { stopWhenFound: ['no-loss'] })],
    ],
    [
      'whether a change leaves a hole open, where its scope decides nothing',
      remedySmallPlan(['no-loss'], NO_REDUCTIONS),
      [exhaustive(60_000, { stopWhenFound: ['no-loss'] }), remedyWalk(['no-loss'])],
    ],
    [
      'a changed setup, until it is violated',
      remedyPlan({ reductions: ALL_REDUCTIONS, statesMax: 70_000, awaited: ['no-loss'] }),
      [
        exhaustive(70_000, { untilShare: 0.95, reductions: ALL_REDUCTIONS, stopWhenFound: ['no-loss'] }),
        remedyWalk(['no-loss']),
      ],
    ],
    [
      'a changed setup, whatever it violates',
      remedyPlan({ reductions: NO_REDUCTIONS, statesMax: 70_000, awaited: [] }),
      [exhaustive(70_000, { untilShare: 0.95 }), { ...remedyWalk([]), stopWhenFound: undefined }],
    ],
  ];

  it.each(plans)('%s', (_, plan, expected) => {
    expect(plan).toEqual(expected);
  });

  it('a run of commands again', () => {
    const replay = { seed: 's', path: '8', replayPath: 'S', property: 'no-loss', cause: 'lost' };
    expect(commandsRunPlan(replay)).toEqual([{ method: 'commands', seed: 's', runs: 1, replay }]);
  });
});
