import { describe, expect, test } from 'vitest';
import { sampleClaims, sampleVerdict } from '../testing/fixtures.ts';
import { readReplayable, readVerdicts, stringify, UnreadableDocument } from './json.ts';

/** What a file with this text is refused for. */
function refusal(text: string, read: typeof readReplayable = readVerdicts): string {
  try {
    read(text, 'v.json');
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    const [{ place, reason, wayOut }] = error.problems;
    return `${place.file}: ${reason} | ${wayOut}`;
  }
  return 'read';
}

const changed = (change: object): string => stringify({ ...sampleVerdict, ...change });

describe('writing', () => {
  test('what is written is read back, and written again is the same bytes', () => {
    for (const document of [sampleVerdict, sampleClaims]) {
      const text = stringify(document);
      const [read] = readVerdicts(text, 'v.json');
      expect(read).toEqual(document);
      expect(stringify(read)).toBe(text);
      expect(text).toMatch(/^\{\n {2}"format": "kafka-trial\/[a-z]+",\n {2}"version": 1,\n[^]*\}\n$/);
    }
  });

  test('the order in which counts were gathered does not show', () => {
    const one = stringify({ coverage: { actions: { b: 1, a: 2 }, goals: {} } });
    expect(one).toBe(stringify({ coverage: { actions: { a: 2, b: 1 }, goals: {} } }));
  });

  test('what a terminal obeys or nobody sees is spelt out, in keys too', () => {
    expect(stringify({ '\ufffe': '\u009b\u202e\uffff' })).toContain('"\\ufffe": "\\u009b\\u202e\\uffff"');
  });
});

describe('reading', () => {
  test('a list is what several setups give', () => {
    expect(readVerdicts(stringify([sampleVerdict, sampleVerdict]), 'v.json')).toHaveLength(2);
  });

  test('files of before the faults were told are read, and none that tells them by halves', () => {
    expect(refusal(changed({ faults: undefined }))).toBe('read');
    expect(refusal(changed({ faults: [{ kind: 'rebalance', budget: 1 }] }))).toContain(
      'faults[0].occurred is missing: expected true or false',
    );
  });

  test('a schedule alone can be replayed', () => {
    const schedule = { setup: {}, schedule: [{ type: 'producer.send', producer: 0 }], guarantee: 'no-loss' };
    expect(readReplayable(JSON.stringify(schedule), 's.json')).toEqual([schedule]);
    expect(refusal(JSON.stringify({ ...schedule, guarantee: 7 }), readReplayable)).toBe(
      'v.json: guarantee is 7: expected a text | a schedule file is {setup, schedule, guarantee}',
    );
    expect(refusal(JSON.stringify({ ...schedule, schedule: [{ producer: 0 }] }), readReplayable)).toContain(
      'schedule[0].type is missing: expected a text',
    );
  });

  test.each([
    ['', 'v.json:1: the file is empty'],
    ['{\n"a": 1,\n}', 'v.json:3: this is not JSON'],
    ['[]', 'v.json: this is not a verdict file: it names no format'],
    ['null', 'v.json: this is not a verdict file: it names no format'],
    ['{"format": "other"}', 'v.json: this is not a verdict file: its format is "other"'],
    [changed({ format: 'toString' }), 'v.json: this is not a verdict file'],
    [changed({ version: 2 }), 'v.json: the file is of version 2, and this kafka-trial reads up to version 1'],
    [changed({ version: '1' }), 'v.json: version is "1": expected 1'],
    [changed({ seed: undefined }), 'v.json: seed is missing: expected a text'],
    [changed({ semantics: 'twice' }), 'v.json: semantics is "twice": expected "at-most-once" or'],
    [changed({ guarantees: [{ id: 'no-loss' }] }), 'v.json: guarantees[0].verdict is missing'],
    [changed({ scope: [] }), 'v.json: scope is []: expected an object'],
  ])('%j is refused', (text, reason) => {
    expect(refusal(text)).toContain(reason);
    expect(refusal(text)).toContain(' | ');
  });

  test('fields that a later writer added are let through', () => {
    expect(refusal(changed({ mood: 'good' }))).toBe('read');
  });
});
