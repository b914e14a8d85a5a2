import { describe, expect, it } from 'vitest';
import { type AloState, isAloFault } from '../model/published/pipeline/alo.ts';
import { aloTrial } from '../properties/pipeline.ts';
import { exhaustive } from './exhaustive.ts';
import { replay } from './replay.ts';

const small = { records: 3, crashes: 2, kicks: 2 };

const violationLengths = (bug: boolean) =>
  exhaustive(aloTrial({ ...small, bug })).violations.map(({ property, states }) => [property, states]);

describe('the exhaustive search', () => {
  it('finds exactly the states that TLC finds in the pipeline', () => {
    const result = exhaustive(aloTrial(small));
    expect(result).toMatchObject({ distinct: 22_744, generated: 75_386, depth: 38, complete: true });
    expect(result.stopped).toBeUndefined();
    expect(result.expectedCollisions).toBeLessThan(1e-10);
  });

  it('finds a shortest violation of each property, and proves the other', () => {
    expect(violationLengths(false)).toEqual([['NoDup', 9]]);
    expect(violationLengths(true)).toEqual([
      ['NoLoss', 6],
      ['NoDup', 9],
    ]);
  });

  it('gives a schedule that leads to the violation', () => {
    const trial = aloTrial(small);
    const [{ schedule, states, cause }] = exhaustive(trial).violations;
    const steps = replay(trial.machine, schedule);
    expect(schedule).toHaveLength(states - 1);
    expect(trial.properties[1].violation(steps[steps.length - 1].after)).toEqual({ cause });
    expect(trial.properties[1].violation(steps[steps.length - 1].before)).toBeNull();
  });

  it('stops with the level in which it reaches its bound, and says so', () => {
    const levels: number[] = [];
    const result = exhaustive(aloTrial(small), {
      statesMax: 1000,
      onProgress: ({ distinct }) => levels.push(distinct),
    });
    expect(result).toMatchObject({ complete: false, stopped: 'bound of 1,000 states', distinct: 1453 });
    expect(levels[levels.length - 2]).toBeLessThan(1000);
  });

  it('stops once every property that is asked for has a violation', () => {
    const trial = aloTrial({ ...small, bug: true });
    const both = exhaustive(trial, { stopAtViolation: true });
    expect(both.violations.map(({ property }) => property)).toEqual(['NoLoss', 'NoDup']);
    expect(both).toMatchObject({ complete: false, stopped: 'the violations asked for were found', depth: 9 });
    expect(exhaustive(trial, { stopWhenFound: ['NoLoss'] }).depth).toBe(6);
  });

  it('stops when it is told to', () => {
    const reports: number[] = [];
    const result = exhaustive(aloTrial(small), {
      onProgress: ({ distinct }) => reports.push(distinct),
      signal: {
        get aborted() {
          return reports.length >= 5;
        },
      },
    });
    expect(reports).toHaveLength(5);
    expect(result).toMatchObject({ complete: false, stopped: 'interrupted' });
  });

  it('counts transitions by type, goals, and the states that put a property to the test', () => {
    const { coverage, exercised, generated } = exhaustive(aloTrial(small));
    const total = Object.values(coverage.actions).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(generated - 1);
    expect(coverage.goals['crash between processing and commit']).toBeGreaterThan(0);
    expect(exercised['NoLoss']).toBeGreaterThan(0);
    expect(exercised['NoLoss']).toBeLessThan(22_744);
  });

  it('judges at-rest properties on states in which nothing but faults is enabled', () => {
    const trial = aloTrial(small);
    const judged: AloState[] = [];
    exhaustive({
      ...trial,
      properties: [
        {
          id: 'all-consumed',
          kind: 'at-rest',
          violation: (state) => {
            judged.push(state);
            return state.committed === 3 ? null : { cause: 'left over' };
          },
          exercised: () => true,
        },
      ],
    });
    expect(judged.length).toBeGreaterThan(0);
    for (const state of judged) {
      expect(trial.machine.enabled(state).every(isAloFault)).toBe(true);
    }
  });
});
