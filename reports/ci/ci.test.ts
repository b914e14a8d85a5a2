import { describe, expect, test } from 'vitest';
import { drawnVerdict, sampleClaims, sampleVerdict } from '../testing/fixtures.ts';
import { htmlReport } from '../html/html.ts';
import { junit } from './junit.ts';
import { xml } from '../words/markup.ts';
import type { Requirement } from '../words/requirement.ts';
import { sarif } from './sarif.ts';
import type { Semantics } from '../documents/verdict.ts';

/** Names with everything in them that a careless writer would let through. */
const nasty = { ...sampleVerdict, name: `<a href="x">&'</a>\u0000`, notes: ['</script><script>'] };

/** A setup with transactions, in which nothing fences a zombie because there was none. */
const untested = { ...sampleVerdict, setup: { producer: { 'transactional.id': 't' } } };

const required = (semantics: Semantics, more: Partial<Requirement> = {}): Requirement => ({
  semantics,
  ordered: false,
  proved: false,
  ...more,
});

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
    expect(junit([sampleVerdict], required('at-least-once'))).toContain('failures="0"');
    expect(junit([sampleVerdict], required('exactly-once'))).toContain('failures="1"');
  });

  test('V1: what is required and was never put to the test fails', () => {
    const text = junit([untested], required('exactly-once'));
    expect(text).toContain('failures="2" errors="0" skipped="0"');
    expect(text).toContain('<failure message="vacuous never put to the test in 2,000 random runs (1.2M steps)">');
  });

  test('what must be proved fails where it is not, and what the document does not speak of', () => {
    const text = junit([sampleVerdict], required('at-least-once', { ordered: true, proved: true }));
    expect(text).toContain('failures="1"');
    expect(text).toContain('<failure message="not proved: not violated in 2,000 random runs (1.2M steps)">');
    const [, ...others] = sampleVerdict.guarantees;
    expect(junit([{ ...sampleVerdict, guarantees: others }], required('at-least-once'))).toContain(
      'name="no-loss"><failure message="of no-loss there is no verdict"/>',
    );
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
    const place = { artifactLocation: { uri: 'set%20ups/orders.yaml' }, region: { startLine: 1 } };
    expect(result.locations).toEqual([{ physicalLocation: place }]);
  });

  test('a violation that nothing required rests on, and a refutation that was expected, are notes', () => {
    expect(JSON.parse(sarif([sampleVerdict], required('at-least-once'))).runs[0].results[0].level).toBe('note');
    expect(JSON.parse(sarif([sampleClaims])).runs[0].results[0].level).toBe('note');
  });
});

test('V1: what is required and was never put to the test is an error', () => {
  const results = JSON.parse(sarif([untested], required('exactly-once'))).runs[0].results;
  expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
    ['no-duplicates', 'error'],
    ['zombie-fencing', 'error'],
  ]);
  expect(results[1].message.text).toBe(
    'orders.yaml: zombie-fencing is not as required: vacuous never put to the test in 2,000 random runs (1.2M steps)',
  );
});

describe('HTML', () => {
  test('one page that needs nothing else', () => {
    const page = htmlReport([sampleVerdict, sampleClaims]);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
    expect(page).toContain('<span class=violated>violated</span>');
    expect(page).toContain('color-scheme: light dark');
  });

  test('texts are escaped', () => {
    const page = htmlReport([nasty]);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;');
    expect(page).toContain('&lt;a href=&quot;x&quot;&gt;');
  });
});

test('JUnit and SARIF name the step of no return', () => {
  expect(junit([drawnVerdict])).toMatch(/<failure message="[^"]*\. From step 4 on nothing can mend it, even if/);
  const { runs } = JSON.parse(sarif([drawnVerdict]));
  expect(runs[0].results[0].properties).toEqual({ steps: 5, pointOfNoReturn: 4 });
  expect(runs[0].results[0].message.text).toContain('From step 4 on');
  expect(JSON.parse(sarif([sampleVerdict])).runs[0].results[0].properties).toEqual({ steps: 5 });
});
