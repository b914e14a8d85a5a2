import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';

const readOf = (mode: string) =>
  readSetup({ properties: { consumer: { file: 'f', text: `spring.kafka.listener.ack-mode=${mode}` } } });

describe('an ack-mode of Spring’s listeners', () => {
  it.each(['COUNT', 'time', 'count-time'])('that commits after some polls alone is said to: %s', (mode) => {
    const { setup, notes } = readOf(mode);
    expect(setup.application).toMatchObject({ commit: 'after-processing', 'commit.every': 'batch' });
    expect(notes.join()).toContain('AckMode.TIME and COUNT commit at the end of those polls');
  });

  it.each(['BATCH', '${MODE}'])('is BATCH by default: %s', (mode) => {
    const { setup, notes } = readOf(mode);
    expect(setup.application['commit.every']).toBe('batch');
    expect(notes.join()).not.toContain('AckMode.TIME');
  });

  it('that there is not is refused, as Spring does', () => {
    expect(() => readOf('recrod')).toThrow('f:1: Spring has no such ack-mode, and does not start with it');
  });
});

it('a batch listener that fails is given its whole batch again, and told so', () => {
  const text = 'spring.kafka.consumer.group-id=a\nspring.kafka.listener.type=batch';
  const { notes } = readSetup({ properties: { consumer: { file: 'f', text } } });
  expect(notes.join()).toContain('is given its whole batch again');
});

/** `kafkaVersion` of the build, and KafkaMessageListenerContainer, of spring-kafka at 2.2.0, 2.3.0, 2.5.0 and 4.1.1. */
describe('a listener of the Spring that comes with such clients', () => {
  const listener = (kafka: string, ...lines: readonly string[]) =>
    readSetup({
      setups: [{ file: 's.yaml', text: `kafka: "${kafka}"` }],
      properties: {
        consumer: { file: 'f', text: ['spring.kafka.consumer.group-id=a', ...lines].join('\n') },
      },
    });

  it.each([
    ['2.2', 'auto', 'skip'],
    ['2.3', 'after-processing', 'skip'],
    ['2.4', 'after-processing', 'skip'],
    ['2.5', 'after-processing', 'seek'],
    ['4.1', 'after-processing', 'seek'],
  ])('of %s has commit: %s, and on.processing.failure: %s', (kafka, commit, failing) => {
    const { application } = listener(kafka).setup;
    expect(application).toMatchObject({ commit, 'on.processing.failure': failing });
  });

  it('commits by itself before 2.3 where its file says so', () => {
    const { setup } = listener('2.2', 'spring.kafka.consumer.enable-auto-commit=false');
    expect(setup.application).toMatchObject({ commit: 'after-processing', 'on.processing.failure': 'skip' });
  });

  it.each(['spring.kafka.consumer.enable-auto-commit', 'spring.kafka.consumer.properties.enable.auto.commit'])(
    'seeks back to what has failed where its consumer commits automatically as well: %s',
    (key) => {
      const { setup, notes } = listener('4.1', `${key}=true`);
      expect(setup.application).toMatchObject({
        commit: 'auto',
        'on.processing.failure': 'seek',
        group: 'established',
      });
      expect(notes.join()).toContain('which commits nothing itself');
    },
  );

  // ContainerProperties: eosMode is ALPHA at 2.5.0, BETA from 2.6.0 on.
  it.each([
    ['2.5', 'per-partition'],
    ['2.6', 'per-member'],
  ])('of %s has transactional ids: %s', (kafka, ids) => {
    const { application } = listener(kafka, 'spring.kafka.producer.transaction-id-prefix=tx-').setup;
    expect(application['transactional.ids']).toBe(ids);
  });
});
