import { describe, expect, it } from 'vitest';
import type { Setup } from '../../model/setup.ts';
import { checkFits, fitsSetup } from './fits-setup.ts';

describe('jars fit a setup', () => {
  it('of the same release, by its newest patch where none is named', () => {
    expect(fitsSetup('4.1.2', '4.1')).toBe(true);
    expect(fitsSetup('4.1.2', '4.1.2')).toBe(true);
    expect(fitsSetup('4.3.1', '4.1')).toBe(false);
    expect(fitsSetup('nonsense', '4.1')).toBe(false);
  });

  it('of an older patch, unless something has changed since', () => {
    expect(fitsSetup('3.5.0', '3.5')).toBe(true);
    // KAFKA-20332: the consumer of 4.2.1 keeps what it works on.
    expect(fitsSetup('4.2.0', '4.2')).toBe(false);
    expect(fitsSetup('4.2.2', '4.2.0')).toBe(false);
  });

  it('in brokers and in clients', () => {
    const setup = (kafka: string, clients?: string): Setup => ({ kafka, clients }) as Setup;
    const jars = { version: '4.3.1', place: '--kafka DIR' };
    const others = { version: '3.9.2', place: '--client-kafka DIR' };
    expect(() => checkFits(jars, jars, setup('4.3'))).not.toThrow();
    expect(() => checkFits(jars, others, setup('4.3', '3.9'))).not.toThrow();
    expect(() => checkFits(jars, jars, setup('4.1'))).toThrow(
      '--kafka DIR: the jars are Kafka 4.3.1, and the setup is of kafka: "4.1"',
    );
    expect(() => checkFits(jars, jars, setup('4.3', '3.9'))).toThrow('the setup is of clients: "3.9"');
    const old = { version: '4.1.1', place: '--kafka DIR' };
    expect(() => checkFits(old, old, setup('4.1'))).toThrow('the setup is of kafka: "4.1", which is its newest patch');
  });
});
