import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAloFault } from '../../model/published/pipeline/alo.ts';
import { aloTrial } from '../../properties/pipeline.ts';
import { assertByCommands, exploreByCommands } from './explore-by-commands.ts';
import { startTrial, trialCommands } from './commands.ts';
import { commandsProperty } from './command-session.ts';
import { replay } from '../replay.ts';
import { fastCheckSeed } from './fast-check-seed.ts';
import { formatReplayToken, parseReplayToken } from './replay-token.ts';
import { describeAction } from '../describe-action.ts';
import { ViolationError } from '../violation-error.ts';

const trial = aloTrial({ records: 3, crashes: 2, kicks: 2, bug: true });
const sound = { ...trial, properties: trial.properties.filter(({ id }) => id !== 'NoDup') };
const soundMachine = aloTrial({ records: 3, crashes: 2, kicks: 2 }).machine;

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

/** The message with which a test of a trial that fails fails. */
function failure(options: { replay?: string } = {}): string {
  try {
    assertByCommands(trial, { seed: "Müller's seed", runs: 200, ...options });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no failure';
}

describe('a test by commands', () => {
  it('fails with its schedule and with the one line that replays it', () => {
    const message = failure();
    const line = /^replay: KAFKA_TRIAL_REPLAY='(\S+)' npx vitest run$/m.exec(message);
    expect(message).toMatch(/^No(?:Dup|Loss) is violated \(.*\) after \d+ steps:\n {2}1\. /);
    expect(message).toMatch(/^seed: "Müller's seed", path: "[\d:]+", replayPath: "\S+"$/m);
    expect(failure({ replay: line?.[1] })).toBe(message);
  });

  it('says what is wrong with a token that was cut short', () => {
    expect(() => parseReplayToken('commands/seed/0:1')).toThrow('copy the whole word');
    expect(failure({ replay: 'commands/%' })).toContain('is not a replay token');
  });

  it('passes where nothing fails', () => {
    expect(() => assertByCommands({ ...sound, machine: soundMachine }, { seed: 'fine', runs: 50 })).not.toThrow();
  });
});

describe('a seed', () => {
  it('becomes 32 bits, and is kept where it is 32 bits already', () => {
    expect(['0', '42', '-7', '2147483647'].map(fastCheckSeed)).toEqual([0, 42, -7, 2147483647]);
    for (const seed of ['', 'a', '007', '2147483648', '1e3']) expect(fastCheckSeed(seed) | 0).toBe(fastCheckSeed(seed));
    expect(fastCheckSeed('a')).not.toBe(fastCheckSeed('b'));
  });
});
