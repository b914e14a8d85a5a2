import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const readOf = (...lines: string[]): Resolution => {
  const file = { file: 'application.properties', text: lines.map((line) => `spring.cloud.stream.${line}`).join('\n') };
  return readSetup({ properties: { producer: file, consumer: file } });
};
const IN = 'bindings.pay-in-0.';
const OF_KAFKA = 'kafka.bindings.pay-in-0.consumer.';
const GROUP = `${IN}group=g`;
const SINK = [`${IN}destination=orders`, GROUP];
const FUNCTION = [...SINK, 'bindings.pay-out-0.destination=paid'];

/** KafkaMessageChannelBinder and BindingUtils of Spring Cloud Stream 5.0.3. */
describe('a file of Spring Cloud Stream', () => {
  it('has a binding whose group begins at the start, and passes over what fails', () => {
    const { consumer, application } = readOf(...SINK).setup;
    expect(consumer).toMatchObject({ 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' });
    expect(application).toMatchObject({
      shape: 'consume',
      commit: 'after-processing',
      'on.processing.failure': 'skip',
    });
  });

  it.each([
    [`${OF_KAFKA}enable-dlq=true`, 'on.processing.failure', 'dead-letter'],
    [`kafka.default.consumer.enableDlq=true`, 'on.processing.failure', 'dead-letter'],
    [`${OF_KAFKA}enable-dlq=true`, 'on.send.failure', 'log'],
    [`${IN}consumer.max-attempts=1`, 'on.processing.failure', 'seek'],
    [`${IN}consumer.batch-mode=true`, 'on.processing.failure', 'seek'],
    [`${OF_KAFKA}ack-mode=RECORD`, 'commit.every', 'record'],
    [`${OF_KAFKA}ackMode=MANUAL_IMMEDIATE`, 'commit.every', 'record'],
    [`${OF_KAFKA}ack-mode=BATCH`, 'commit.every', 'batch'],
  ] as const)('says by %s: %s', (line, key, value) => {
    expect(readOf(...SINK, line).setup.application[key]).toBe(value);
  });

  it.each([
    [`${OF_KAFKA}start-offset=latest`, 'latest'],
    [`${OF_KAFKA}configuration.auto.offset.reset=latest`, 'latest'],
    ['kafka.binder.consumer-properties.auto.offset.reset=none', 'none'],
    [
      `${OF_KAFKA}configuration.auto.offset.reset=latest\nspring.cloud.stream.${OF_KAFKA}startOffset=earliest`,
      'earliest',
    ],
  ])('says where a group begins: %s', (line, start) => {
    expect(readOf(...SINK, line).setup.consumer['auto.offset.reset']).toBe(start);
  });

  it('has functions that write, and do not wait for that unless they say so', () => {
    expect(readOf(...FUNCTION).setup.application).toMatchObject({ shape: 'transform', processing: 'async' });
    const sync = readOf(...FUNCTION, 'kafka.bindings.pay-out-0.producer.sync=true');
    expect(sync.setup.application.processing).toBe('sync');
  });

  it('may have transactions, whose producer is the binder’s', () => {
    const { setup, notes } = readOf(
      ...FUNCTION,
      'kafka.binder.transaction.transaction-id-prefix=tx-',
      'kafka.binder.required-acks=all',
    );
    expect(setup.application.commit).toBe('transaction');
    expect(notes.join()).toContain('taken as application.preset: spring-transactional');
  });

  it('is judged for several inputs that are alike', () => {
    const other = 'bindings.log-in-0.group=h';
    expect(readOf(...SINK, other).setup.application.shape).toBe('consume');
    expect(() => readOf(...SINK, other, `${OF_KAFKA}enable-dlq=true`)).toThrow(
      'the inputs pay-in-0 and log-in-0 differ in consumer.enable-dlq, and which is meant is not known',
    );
    expect(() => readOf(...FUNCTION, other)).toThrow('of its functions some have an output and others have none');
  });

  it.each([
    [[`${IN}destination=orders`], 'pay-in-0 has no group: Spring Cloud Stream makes an anonymous one at each start'],
    [[...SINK, `${OF_KAFKA}reset-offsets=true`], 'begins where start-offset says whenever it starts'],
    [[...SINK, `${OF_KAFKA}auto-rebalance-enabled=false`], 'takes its partitions by instance-index'],
    [
      [...SINK, 'kafka.streams.binder.application-id=a'],
      'the binder of Spring Cloud Stream for Kafka Streams is not read',
    ],
    [[...SINK, 'binders.one.type=kafka'], 'it names binders of Spring Cloud Stream'],
    [['bindings.pay-out-0.destination=paid'], 'none of the bindings of Spring Cloud Stream is known as an input'],
  ])('that says no loop of the machine is refused in words: %j', (lines, words) => {
    expect(() => readOf(...lines)).toThrow(words);
  });

  it('comes before what Spring’s own listeners have by default, and has their ack-mode', () => {
    const text = `spring.cloud.stream.${GROUP}\nspring.kafka.consumer.group-id=x\nspring.kafka.listener.ack-mode=record`;
    const { setup, notes } = readSetup({ properties: { consumer: { file: 'f', text } } });
    expect(notes.join()).toContain('taken as application.preset: spring-cloud-stream');
    expect(setup.application['commit.every']).toBe('record');
  });
});
