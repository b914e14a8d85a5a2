import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';

const PARTS = {
  yaml: `spring.kafka.producer.acks: all
---
spring:
  config.activate.on-profile: prod
  kafka.producer.acks: 0
---
spring.kafka.producer.retries: 7
`,
  properties: `spring.kafka.producer.acks=all
#---
spring.config.activate.on-profile=prod
spring.kafka.producer.acks=0
#---
spring.kafka.producer.retries=7
`,
} as const;

describe.each(['yaml', 'properties'] as const)('a file of Spring Boot with several documents, %s', (kind) => {
  const read = (change: (text: string) => string = (text) => text) =>
    readSetup({ properties: { producer: { file: `application.${kind}`, text: change(PARTS[kind]) } } });

  it('is what a program has that is started without a profile', () => {
    const { setup, notes } = read();
    expect(setup.producer).toMatchObject({ acks: 'all', retries: 7 });
    expect(notes).toContain(
      `application.${kind}:3: what follows is of the profile prod alone, and passed over: give it a file of its own to have it judged`,
    );
  });

  it('may make a profile active itself', () => {
    const active = kind === 'yaml' ? 'spring.profiles.active: prod\n' : 'spring.profiles.active=prod\n';
    expect(read((text) => active + text).setup.producer.acks).toBe('0');
  });

  it('has what is of every profile but one, and not what is of one of several', () => {
    const acksOf = (profile: string) =>
      read((text) => text.replace(/(?<=profile\W+)prod$/m, profile)).setup.producer.acks;
    expect(acksOf(kind === 'yaml' ? '"!dev"' : '!dev')).toBe('0');
    expect(acksOf('prod, test')).toBe('all');
  });
});

it('several documents of which none names a profile are not told apart', () => {
  const producer = { file: 'a.yaml', text: 'acks: 1\n---\nacks: 0\n' };
  expect(() => readSetup({ properties: { producer } })).toThrow('it has several documents');
});
