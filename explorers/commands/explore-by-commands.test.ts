import { describe, expect, it } from 'vitest';
import { isAloFault } from '../../model/published/pipeline/alo.ts';
import { aloTrial } from '../../properties/pipeline.ts';
import { replay } from '../replay.ts';
import { exploreByCommands } from './explore-by-commands.ts';
import { formatReplayToken, parseReplayToken } from './replay-token.ts';

const trial = aloTrial({ records: 3, crashes: 2, kicks: 2, bug: true });
const sound = { ...trial, properties: trial.properties.filter(({ id }) => id !== 'NoDup') };
const soundMachine = aloTrial({ records: 3, crashes: 2, kicks: 2 }).machine;

describe('exploring by commands', () => {
  it('finds every property that fails, each with a schedule that violates it', () => {
    const { violations, runs, steps, coverage } = exploreByCommands(trial, { seed: 'commands', runs: 300 });
    expect(violations.map(({ property }) => property).sort()).toEqual(['NoDup', 'NoLoss']);
    for (const { property, cause, schedule } of violations) {
      const last = replay(trial.machine, schedule)[schedule.length - 1].after;
      expect(trial.properties.find(({ id }) => id === property)?.violation(last)?.cause).toBe(cause);
    }
    expect(runs).toBe(300);
    expect(Object.values(coverage.actions).reduce((sum, count) => sum + count, 0)).toBe(steps);
  });

  it('finds nothing where there is nothing', () => {
    const result = exploreByCommands({ ...sound, machine: soundMachine }, { seed: 'commands', runs: 300 });
    expect(result).toMatchObject({ violations: [], runs: 300 });
    expect(result.exercised['NoLoss']).toBeGreaterThan(0);
  });

  it('is the same twice, and replays what it found from seed, path and replay path', () => {
    const options = { seed: 'again', runs: 200 };
    const first = exploreByCommands(trial, options);
    expect(exploreByCommands(trial, options)).toEqual(first);
    expect(first.violations).toHaveLength(2);
    for (const violation of first.violations) {
      const token = parseReplayToken(formatReplayToken(violation.replay));
      const again = exploreByCommands(trial, { seed: 'not this one', runs: 1, replay: token });
      expect(again.violations).toEqual([violation]);
    }
  });

  it('judges runs at rest, after their commands', () => {
    const everything = {
      ...sound,
      properties: [
        {
          id: 'all-processed',
          kind: 'at-rest' as const,
          violation: (state: typeof trial.machine.init) =>
            state.out === 0b01_01_01 ? null : { cause: 'not each exactly once' },
          exercised: () => true,
        },
      ],
    };
    const [violation] = exploreByCommands(everything, { seed: 'rest', runs: 100 }).violations;
    const last = replay(trial.machine, violation.schedule)[violation.schedule.length - 1].after;
    expect(trial.machine.enabled(last).every(isAloFault)).toBe(true);
  });

  it('does not take a bug of the machine for a violation', () => {
    const broken = {
      ...trial,
      machine: {
        ...trial.machine,
        next: () => {
          throw new RangeError('a bug');
        },
      },
    };
    expect(() => exploreByCommands(broken, { seed: 'bug', runs: 10 })).toThrow('a bug');
  });

  it('gives up when it is told to', () => {
    const result = exploreByCommands(trial, { seed: 'stop', runs: 1000, signal: { aborted: true } });
    expect(result).toMatchObject({ runs: 0, violations: [], stopped: 'interrupted' });
  });
});
