import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const readOf = (text: string, setup?: string): Resolution =>
  readSetup({
    setups: setup === undefined ? [] : [{ file: 's.yaml', text: setup }],
    properties: { producer: { file: 'mm2.properties', text } },
  });

describe('a file of MirrorMaker’s own processes', () => {
  const presetOf = (text: string, setup?: string) => {
    const { notes } = readOf(`clusters = A, B\n${text}`, setup);
    return {
      notes: notes.join('\n'),
      preset: / preset: ([\w-]+)/.exec(notes.join('\n').replaceAll('application.', ''))?.[1],
    };
  };

  it('passes over what is not said of the cluster that is written to', () => {
    const { preset, notes } = presetOf('A->B.enabled = true\nexactly.once.source.support = enabled');
    expect(preset).toBe('connect-source');
    expect(notes).toContain('unless the cluster that is written to stands before it: B.exactly.once.source.support');
  });

  it('does not write exactly once to a cluster of which nobody says so', () => {
    const both = 'A->B.enabled = true\nB->A.enabled = true\nB.exactly.once.source.support = enabled';
    expect(presetOf(both)).toMatchObject({ preset: 'connect-source' });
    expect(presetOf(both).notes).toContain('is said of B, and not of A: judged is a flow to A');
    expect(presetOf(`${both}\nA.exactly.once.source.support = enabled`).preset).toBe('connect-source-exactly-once');
    expect(presetOf('A->B.enabled = true\nA.exactly.once.source.support = enabled').preset).toBe('connect-source');
  });

  it('has more than one process for that with an internal REST API alone (KIP-710), since 3.5', () => {
    const flow = 'A->B.enabled = true\nB.exactly.once.source.support = enabled';
    const alone = 'more than one process of MirrorMaker can do it with dedicated.mode.enable.internal.rest=true alone';
    expect(presetOf(flow).notes).toContain(alone);
    expect(presetOf(`${flow}\ndedicated.mode.enable.internal.rest = true`).notes).not.toContain(alone);
    expect(presetOf(flow, 'kafka: "3.4"').preset).toBe('connect-source');
  });
});

/** MirrorMakerConfig.workerConfig and connectorBaseConfig, MirrorConnectorConfig.sourceConsumerConfig at 4.1.2. */
describe('a flow of MirrorMaker', () => {
  const flow = 'clusters = A, B\nA->B.enabled = true\n';
  const acks = (text: string): string => readOf(flow + text).setup.producer.acks;
  const ofBoth = (text: string): Resolution => {
    const file = { file: 'mm2.properties', text: flow + text };
    return readSetup({ properties: { producer: file, consumer: file } });
  };

  it.each([
    ['B.producer.acks = 1', '1'],
    ['A->B.producer.override.acks = 1', '1'],
    ['A->B.producer.override.acks = 0\nB.producer.acks = 1', '0'],
    ['A.producer.acks = 1', 'all'],
    ['B->A.producer.override.acks = 1', 'all'],
    ['A->B.producer.acks = 1', 'all'],
    ['producer.acks = 1', 'all'],
  ])('writes with the keys of the cluster that it writes to, and of its connector: %s', (text, is) => {
    expect(acks(text)).toBe(is);
  });

  it.each([
    ['A.consumer.isolation.level = read_committed', 'read_committed'],
    ['A->B.consumer.isolation.level = read_committed', 'read_committed'],
    [
      'A->B.source.consumer.isolation.level = read_committed\nA.consumer.isolation.level = read_uncommitted',
      'read_committed',
    ],
    ['B.consumer.isolation.level = read_committed', 'read_uncommitted'],
    ['consumer.isolation.level = read_committed', 'read_uncommitted'],
  ])('reads with the keys of the cluster that it reads: %s', (text, is) => {
    expect(ofBoth(text).setup.consumer['isolation.level']).toBe(is);
  });

  it('says whose the other keys are, and that its consumer does not commit by itself', () => {
    expect(ofBoth('A.producer.acks = 1').notes).toContain(
      'mm2.properties:3: A.producer.acks is not for what writes the records of A->B: that has B.producer.…',
    );
    const { setup, notes } = ofBoth('A.consumer.enable.auto.commit = true');
    expect(setup.consumer['enable.auto.commit']).toBe(false);
    expect(notes).toContain('mm2.properties:3: MirrorMaker sets enable.auto.commit of its consumers itself');
  });

  it('is one of several, and the others are named', () => {
    const { setup, notes } = readOf(`${flow}B->A.enabled = true\nA.producer.acks = 1`);
    expect(setup.producer.acks).toBe('all');
    expect(notes).toContain('what is judged is A->B; for B->A enable that alone, which has keys of its own');
  });

  it('leaves the files of clients of their own alone', () => {
    const producer = { file: 'producer.properties', text: 'acks = 1' };
    const consumer = { file: 'mm2.properties', text: flow };
    expect(readSetup({ properties: { producer, consumer } }).setup.producer.acks).toBe('1');
  });
});
