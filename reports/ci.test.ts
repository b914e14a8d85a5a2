import { describe, expect, test } from 'vitest';
import { sampleClaims, sampleVerdict } from './testing/fixtures.ts';
import { htmlReport } from './html.ts';
import { junit } from './junit.ts';
import { xml } from './markup.ts';
import { sarif } from './sarif.ts';

/** Names with everything in them that a careless writer would let through. */
const nasty = { ...sampleVerdict, name: `<a href="x">&'</a>\u0000`, notes: ['</script><script>'] };

describe('JUnit', () => {
  test('a violated guarantee fails, an untested one is skipped', () => {
    const text = junit([sampleVerdict]);
    expect(text).toContain('<testsuite name="orders.yaml" tests="4" failures="1" errors="0" skipped="1">');
    expect(text).toContain(
      '<testcase classname="orders.yaml" name="no-loss"><system-out>holds in all 12,345 states of the scope</system-out></testcase>',
    );
    expect(text).toContain('<failure message="violated in 5 steps: delivered again: the group had processed');
  });

  test('what the required semantics does not rest on does not fail', () => {
    expect(junit([sampleVerdict], 'at-least-once')).toContain('failures="0"');
    expect(junit([sampleVerdict], 'exactly-once')).toContain('failures="1"');
  });

  test('a claim fails when it came out otherwise', () => {
    expect(junit([sampleClaims])).toContain('tests="2" failures="0"');
    const [claim] = sampleClaims.claims;
    const text = junit([{ ...sampleClaims, claims: [{ ...claim, expected: 'refuted', asExpected: false }] }]);
    expect(text).toContain('<failure message="confirmed, but refuted was expected">');
  });

  test('texts are escaped, and what XML cannot say is replaced', () => {
    expect(junit([nasty])).toContain('name="&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;\uFFFD"');
    expect(xml('a\u001B[31m\uD800b\tc')).toBe('a\uFFFD[31m\uFFFDb\tc');
  });
});

describe('SARIF', () => {
  test('a result for each violated guarantee, at the files of the setup', () => {
    const log = JSON.parse(sarif([{ ...sampleVerdict, sources: ['set ups/orders.yaml'] }]));
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0].tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
      'no-loss',
      'no-duplicates',
      'partition-order',
      'zombie-fencing',
    ]);
    const [result, ...rest] = log.runs[0].results;
    expect(rest).toEqual([]);
    expect(result.ruleId).toBe('no-duplicates');
    expect(result.level).toBe('error');
    expect(result.message.text).toMatch(/^orders.yaml: no-duplicates is violated in 5 steps/);
    expect(result.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'set%20ups/orders.yaml' } } }]);
  });

  test('a violation that nothing required rests on, and a refutation that was expected, are notes', () => {
    expect(JSON.parse(sarif([sampleVerdict], 'at-least-once')).runs[0].results[0].level).toBe('note');
    expect(JSON.parse(sarif([sampleClaims])).runs[0].results[0].level).toBe('note');
  });
});

describe('HTML', () => {
  test('one page that needs nothing else', () => {
    const page = htmlReport([sampleVerdict, sampleClaims]);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
    expect(page).toContain('<span class="violated">violated</span>');
    expect(page).toContain('color-scheme: light dark');
  });

  test('texts are escaped', () => {
    const page = htmlReport([nasty]);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;');
    expect(page).toContain('&lt;a href=&quot;x&quot;&gt;');
  });
});
