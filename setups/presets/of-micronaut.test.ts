import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';

const readOf = (...lines: readonly string[]) =>
  readSetup({
    properties: { consumer: { file: 'f', text: lines.map((line) => `kafka.consumers.${line}`).join('\n') } },
  });

describe("a file of Micronaut's", () => {
  it('has listeners that commit automatically, and pass over what they fail on', () => {
    const { setup, notes } = readOf('default.auto.offset.reset=earliest');
    expect(setup.application).toMatchObject({ commit: 'auto', 'on.processing.failure': 'skip' });
    expect(notes.join()).toContain('it is taken as AUTO, its default');
  });

  it('has those that commit by themselves where nothing else would: AUTO is enable.auto.commit, which the file has before it', () => {
    const { setup, notes } = readOf('orders.enable.auto.commit=false');
    expect(setup.application).toMatchObject({ commit: 'after-processing', 'on.processing.failure': 'skip' });
    expect(notes.join()).toContain('it is taken as SYNC, since AUTO would commit nothing then');
  });

  it('has what it says of all clients', () => {
    const text = 'kafka.enable.auto.commit=false\nkafka.consumers.default.auto.offset.reset=earliest';
    const { setup } = readSetup({ properties: { consumer: { file: 'f', text } } });
    expect(setup.application.commit).toBe('after-processing');
  });

  it('is judged by one of its consumers alone: what it says of default is not said of another', () => {
    expect(() => readOf('default.auto.offset.reset=earliest', 'orders.enable.auto.commit=false')).toThrow(
      'default and orders differ in enable.auto.commit, and one verdict would be on neither',
    );
  });

  it('is told as what it is where it is taken for a setup', () => {
    const setups = [{ file: 'f', text: 'micronaut:\n  application:\n    name: a\n' }];
    expect(() => readSetup({ setups })).toThrow('this is a file of Micronaut’s, not a setup');
    const keys = [{ file: 'f', text: 'kafka:\n  consumers:\n    default:\n      acks: all\n' }];
    expect(() => readSetup({ setups: keys })).toThrow('kafka is a version, and no section');
  });
});
