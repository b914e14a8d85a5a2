import { describe, expect, test } from 'vitest';
import { sampleHazards } from '../testing/fixtures.ts';
import {
  changeWords,
  controlWords,
  hazardsSummary,
  medianDetectionCostWords,
  detectionCostWords,
  stepsWords,
} from './hazard-words.ts';
import { hazardsMarkdown } from '../markdown/hazards-markdown.ts';
import { hazardText } from '../terminal/hazards-text.ts';

const [found, large] = sampleHazards.hazards;

describe('in words', () => {
  test('steps say what is not as expected of them', () => {
    expect(stepsWords(found)).toBe('5');
    expect(stepsWords({ ...found, steps: 6 })).toBe('6 (expected: 5)');
    expect(stepsWords({ ...found, shortest: false })).toBe('5 (not certified)');
    expect(stepsWords({ ...found, steps: null })).toBe('not found');
  });

  test('a control never says more than was searched', () => {
    expect(controlWords(found.control)).toBe('holds (1,234 states)');
    expect(controlWords(large.control)).toBe('not violated (1,000,000 states)');
  });

  test('runs beyond the bound are beyond it', () => {
    expect(detectionCostWords(found.random, 'walk')).toBe('15 / 45');
    expect(detectionCostWords(large.random, 'walk')).toBe('> 10,000 / > 10,000');
    expect(detectionCostWords(large.random, 'commands')).toBe('8,000 / > 10,000');
  });

  test('half of the hazards are found within the median', () => {
    expect(medianDetectionCostWords([found, large, large])).toBe('more runs than were made by walk, 8,000 by commands');
    expect(medianDetectionCostWords([found, large])).toBe('15 by walk, 16 by commands');
  });

  test('what the control changes', () => {
    expect(changeWords(found)).toBe('application.idempotency.key: false → true');
  });

  test('all of them in one line', () => {
    expect(hazardsSummary(sampleHazards)).toBe('2 hazards: 2 found, 1 control holds, 1 not violated, all as expected');
  });
});

describe('one hazard', () => {
  test('is told with its setup, its story and its control', () => {
    const text = hazardText(found);
    expect(text).toContain('  cluster: brokers=1\n  faults: consumer.crash=1\n');
    expect(text).toContain('no-duplicates is violated in 5 steps');
    expect(text).toContain(
      '  Control  with application.idempotency.key: false → true, no-duplicates holds in all 1,234 states of the scope\n',
    );
  });

  test('without a counterexample says how far it was looked for', () => {
    expect(hazardText(large)).toContain('committed-is-durable is not violated in the 250,000 states searched\n');
  });
});

describe('the page', () => {
  const page = hazardsMarkdown(sampleHazards, 'npx kafka-trial hazards --markdown');

  test('has a row for each hazard', () => {
    expect(page).toContain(
      '| B06 | A follower joins the ISR before it has what is committed | committed-is-durable | 19 | 250,000 | not violated (1,000,000 states) | protocol.isrExpandWaitsForEpochStart: false → true | \\> 10,000 / \\> 10,000 | 8,000 / \\> 10,000 | fixed: before 2.0.1 | KAFKA-7128 |\n',
    );
  });

  test('has what disagrees and what is missing', () => {
    expect(page).toContain('- **B06**: Two followers suffice.\n');
    expect(page).toContain('| A19 | Two applications fence one another | liveness | a search for fair cycles |\n');
  });

  test('is the same on a machine of another speed', () => {
    const slow = { ...sampleHazards, hazards: sampleHazards.hazards.map((hazard) => ({ ...hazard, seconds: 99 })) };
    expect(hazardsMarkdown(slow, 'npx kafka-trial hazards --markdown')).toBe(page);
  });
});
