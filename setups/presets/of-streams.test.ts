import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';
import { type Resolution, setupOf } from '../resolve/resolve.ts';

const notesOf = (line: string): string =>
  readSetup({ properties: { consumer: { file: 'f', text: `application.id=a\n${line}` } } }).notes.join('\n');

describe('an exception handler of Kafka Streams', () => {
  it.each([
    [
      'production.exception.handler=com.acme.GoOn',
      'what GoOn does is not known, and it is taken to end the stream thread; one that goes on loses what was not sent',
    ],
    [
      'deserialization.exception.handler=com.acme.Own',
      'what Own does is not known, and it is taken to end the stream thread; for one that goes on, a setup beside the file says on.processing.failure: skip',
    ],
  ])('of the application’s own is taken to end the thread, and told so: %s', (line, words) => {
    expect(notesOf(line)).toContain(words);
  });

  it.each([
    'production.exception.handler=org.apache.kafka.streams.errors.DefaultProductionExceptionHandler',
    'default.deserialization.exception.handler=org.apache.kafka.streams.errors.LogAndFailExceptionHandler',
    'processing.exception.handler=org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler',
    'production.exception.handler=${HANDLER}',
  ])('of Kafka’s own is known: %s', (line) => {
    expect(notesOf(line)).not.toContain('is not known, and it is taken');
  });
});

describe('a record that fails in Kafka Streams', () => {
  const PROCESSING = 'processing.exception.handler=o.a.k.LogAndContinueProcessingExceptionHandler';
  const LETTERS = 'errors.dead.letter.queue.topic.name=dead';
  const read = (kafka: string, ...lines: string[]): Resolution =>
    readSetup({
      setups: [{ file: 's.yaml', text: `kafka: "${kafka}"` }],
      properties: { consumer: { file: 'f', text: ['application.id=a', ...lines].join('\n') } },
    });
  const fate = (kafka: string, ...lines: string[]): string =>
    read(kafka, ...lines).setup.application['on.processing.failure'];

  it.each([
    ['3.8', PROCESSING, 'close-dirty'],
    ['3.9', PROCESSING, 'skip'],
    ['3.9', 'deserialization.exception.handler=o.a.k.LogAndContinueExceptionHandler', 'close-dirty'],
    ['4.0', 'deserialization.exception.handler=o.a.k.LogAndContinueExceptionHandler', 'skip'],
    ['3.9', 'default.deserialization.exception.handler=o.a.k.LogAndContinueExceptionHandler', 'skip'],
  ])('is passed over where its handler has a key, Kafka %s: %s', (kafka, line, failing) => {
    expect(fate(kafka, line)).toBe(failing);
    const isOld = read(kafka, line).notes.join().includes('one of before passes it over');
    expect(isOld).toBe(failing === 'close-dirty');
  });

  it('is put away from 4.2 on, where there is a topic for that and the thread goes on', () => {
    expect(fate('4.2', PROCESSING, LETTERS)).toBe('dead-letter');
    expect(fate('4.1', PROCESSING, LETTERS)).toBe('skip');
    expect(fate('4.2', LETTERS)).toBe('close-dirty');
    expect(read('4.1', PROCESSING, LETTERS).notes.join()).toContain(
      'errors.dead.letter.queue.topic.name is a key of Kafka Streams since 4.2: one of before passes it over',
    );
  });
});

describe('the assignor of Kafka Streams', () => {
  const claims = (application: object) => setupOf({ kafka: '3.3', application }).protocol.olderClaimsCount;

  it('is its own, and takes every claim for one: KAFKA-14639 is of AbstractStickyAssignor', () => {
    expect([claims({ preset: 'streams-exactly-once-v2' }), claims({})]).toEqual([true, false]);
  });
});

describe('a setup beside a file of Kafka Streams', () => {
  it('that says no more than what its loop does otherwise leaves it that loop', () => {
    const { setup, notes } = readSetup({
      setups: [{ file: 's.yaml', text: 'application: { on.processing.failure: seek, on.send.failure: log }' }],
      properties: { consumer: { file: 'f', text: 'application.id=a\nksql.service.id=a' } },
    });
    expect(notes.join()).toContain('taken as application.preset: streams-at-least-once');
    const otherwise = { 'on.processing.failure': 'seek', 'on.send.failure': 'log' };
    expect(setup.application).toMatchObject({ shape: 'transform', ...otherwise });
  });
});

describe('a file of ksqlDB', () => {
  const read = (text: string) =>
    readSetup({ properties: { consumer: { file: 'f', text: `ksql.service.id=a\n${text}` } } }).setup;

  it.each([
    ['', 'latest', 'established'],
    ['ksql.streams.auto.offset.reset=earliest', 'earliest', 'new'],
    ['auto.offset.reset=earliest', 'earliest', 'new'],
  ])('reads a stream from its end unless it says otherwise: %j', (text, reset, group) => {
    const { consumer, application } = read(text);
    expect([consumer['auto.offset.reset'], application.group]).toEqual([reset, group]);
  });

  it('goes on behind what could not be sent where it is told to', () => {
    expect(read('').application['on.send.failure']).toBe('drop');
    expect(read('ksql.fail.on.production.error=false').application['on.send.failure']).toBe('log');
  });
});

describe('the producers of Kafka Streams', () => {
  const read = (kafka: string, text: string) =>
    readSetup({
      setups: [{ file: 's.yaml', text: `kafka: "${kafka}"` }],
      properties: { producer: { file: 'f', text: `application.id=a\n${text}` } },
    }).setup;

  it.each(['2.0', '4.1'])('give nothing up in transactions, Kafka %s', (kafka) => {
    const guarantee = kafka === '2.0' ? 'exactly_once' : 'exactly_once_v2';
    const { producer, client } = read(kafka, `processing.guarantee=${guarantee}`);
    expect([producer.retries, client.givesUpOnTime]).toEqual([2_147_483_647, kafka === '2.0']);
    expect(read(kafka, '').client.givesUpOnTime).toBe(true);
  });

  it('begin none with at_least_once, and throw where they have an id for that', () => {
    expect(() => read('4.1', 'producer.transactional.id=x')).toThrow('begins no transactions with at_least_once');
  });
});
