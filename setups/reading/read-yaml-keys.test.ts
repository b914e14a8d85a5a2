import { describe, expect, it } from 'vitest';
import { readYamlKeys } from './read-yaml-keys.ts';

const keysOf = (text: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(readYamlKeys({ file: 'f', text }, 'broker').entries.map(({ key, value }) => [key, value]));

const problemsOf = (text: string): string =>
  readYamlKeys({ file: 'f', text }, 'broker')
    .problems.map(({ reason }) => reason)
    .join();

describe('a file whose parts stand elsewhere in it', () => {
  it('has what an alias stands for', () => {
    expect(keysOf('x: &x { acks: 1 }\nproducer: *x')).toEqual({ 'x.acks': '1', 'producer.acks': '1' });
  });

  it('has what it merges, as Docker Compose and Spring Boot do, and its own before that', () => {
    const text = 'x: &x { acks: 1, retries: 3 }\nproducer: { <<: *x, acks: all }';
    expect(keysOf(text)).toMatchObject({ 'producer.acks': 'all', 'producer.retries': '3' });
  });

  it('has its own map in place of one that it merges, and nothing of that', () => {
    const text = 'x: &x { environment: { A: 1 } }\nkafka: { <<: *x, environment: { B: 2 } }';
    expect(keysOf(text)).toEqual({ 'x.environment.A': '1', 'kafka.environment.B': '2' });
  });

  it('has of several that it merges what the first says', () => {
    const text = 'x: &x { acks: 1 }\ny: &y { acks: 0, retries: 3 }\nproducer: { <<: [*x, *y] }';
    expect(keysOf(text)).toMatchObject({ 'producer.acks': '1', 'producer.retries': '3' });
  });

  it('is refused where its parts lead back to themselves, or make too much of few', () => {
    expect(problemsOf('a: &a { b: *a }')).toContain('an alias leads back to where it stands');
    const doubled = Array.from({ length: 20 }, (_, n) => `l${n + 1}: &l${n + 1} { a: *l${n}, b: *l${n} }`);
    expect(problemsOf(['l0: &l0 { acks: 1 }', ...doubled].join('\n'))).toContain('its aliases make more than');
    expect(problemsOf('a: *b')).toContain('there is no anchor &b');
  });
});
