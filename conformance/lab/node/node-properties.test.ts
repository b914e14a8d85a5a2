import { describe, expect, it } from 'vitest';
import { HOME, listenersOf } from '../listeners.ts';
import { nodeProperties } from './node-properties.ts';

const listeners = listenersOf(
  2,
  Array.from({ length: 14 }, (_, index) => 23_001 + index),
);

/** Properties of a node, read as a map. */
function propertiesOf(node: number, version: string, given = {}): ReadonlyMap<string, string> {
  const text = nodeProperties({ node, version, listeners, directory: '/run/logs', given });
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
}

describe('the properties of a node', () => {
  it('have it listen at its own ports, and be found at the proxies’', () => {
    const properties = propertiesOf(1, '4.3.1');
    expect(properties.get('listeners')).toBe('EXTERNAL://127.0.0.1:23006,INTERNAL://127.0.0.1:23008');
    expect(properties.get('advertised.listeners')).toBe('EXTERNAL://127.0.0.1:23005,INTERNAL://127.0.0.1:23007');
    expect(properties.get('process.roles')).toBe('broker');
  });

  it('have data brokers find the controller at its proxy, and the home node itself', () => {
    expect(propertiesOf(0, '4.3.1').get('controller.quorum.voters')).toBe('100@127.0.0.1:23013');
    expect(propertiesOf(HOME, '4.3.1').get('controller.quorum.voters')).toBe('100@127.0.0.1:23014');
    expect(propertiesOf(HOME, '4.3.1').get('process.roles')).toBe('broker,controller');
  });

  it('advertise the controller from 3.9 on, which is refused before', () => {
    expect(propertiesOf(HOME, '3.9.2').get('advertised.listeners')).toContain('CONTROLLER://127.0.0.1:23013');
    expect(propertiesOf(HOME, '3.5.2').get('advertised.listeners')).not.toContain('CONTROLLER');
  });

  it('are ours but for what is given', () => {
    expect(propertiesOf(0, '4.3.1').get('replica.lag.time.max.ms')).toBe('600000');
    const given = { 'replica.lag.time.max.ms': '1000', 'min.insync.replicas': '2' };
    const properties = propertiesOf(0, '4.3.1', given);
    expect(properties.get('replica.lag.time.max.ms')).toBe('1000');
    expect(properties.get('min.insync.replicas')).toBe('2');
  });

  it('name loopback and no other address', () => {
    const addresses = [...propertiesOf(HOME, '4.3.1').values()].flatMap(
      (value) => value.match(/[\w.]+(?=:\d{4,})/g) ?? [],
    );
    expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
  });
});
