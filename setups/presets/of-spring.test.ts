import { describe, expect, it } from 'vitest';
import { readSetup } from '../read-setup.ts';

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
