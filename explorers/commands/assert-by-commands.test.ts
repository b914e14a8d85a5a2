import { describe, expect, it } from 'vitest';
import { aloTrial } from '../../properties/pipeline.ts';
import { assertByCommands } from './assert-by-commands.ts';
import { parseReplayToken } from './replay-token.ts';

const trial = aloTrial({ records: 3, crashes: 2, kicks: 2, bug: true });
const sound = { ...trial, properties: trial.properties.filter(({ id }) => id !== 'NoDup') };
const soundMachine = aloTrial({ records: 3, crashes: 2, kicks: 2 }).machine;

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
    expect(failure({ replay: 'commands/seed/99999999999:1//NoDup/lost' })).toContain('is not a replay token');
  });

  it('passes where nothing fails', () => {
    expect(() => assertByCommands({ ...sound, machine: soundMachine }, { seed: 'fine', runs: 50 })).not.toThrow();
  });

  it('is refused where nothing would be tried', () => {
    const empty = { ...trial, properties: [] };
    expect(() => assertByCommands(empty, { seed: 's', runs: 5 })).toThrow('there is nothing to assert');
    for (const runs of [0, -1, 1.5, Number.NaN, Infinity]) {
      expect(() => assertByCommands(trial, { seed: 's', runs })).toThrow(`runs is ${runs}`);
    }
  });

  it('says that a token is of another trial, or reproduces nothing', () => {
    const [, token = ''] = /KAFKA_TRIAL_REPLAY='(\S+)'/.exec(failure()) ?? [];
    const { property } = parseReplayToken(token);
    const others = { ...trial, properties: trial.properties.filter(({ id }) => id !== property) };
    expect(() => assertByCommands(others, { seed: 's', runs: 5, replay: token })).toThrow('has no such property');
    const mended = { ...trial, machine: soundMachine };
    expect(() => assertByCommands(mended, { seed: 's', runs: 5, replay: token })).toThrow('reproduces nothing');
  });
});
