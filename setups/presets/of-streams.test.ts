import { describe, expect, it } from 'vitest';
import { readSetup } from '../read-setup.ts';

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
