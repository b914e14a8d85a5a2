import { beforeAll, describe, expect, it } from 'vitest';
import { toyDocument } from '../../stage/testing/toy-document.ts';
import type { CodeDocument } from './code-document.ts';
import { codeHtml } from './code-html.ts';
import { codeSarif } from './code-sarif.ts';
import { codeText } from './code-text.ts';
import { boundsWords, codeHeadline } from './code-words.ts';
import { crashMapText } from './crash-map-text.ts';

let document: CodeDocument;

beforeAll(async () => {
  document = await toyDocument({ order: 'commit first' }, { semantics: 'at-least-once', ordered: false, proved: true });
});

describe('the crash map', () => {
  it('on a terminal has a row a line, a column a fault, and the stories below', () => {
    expect(codeText(document).split('\nduplicate of')[0]).toBe(`\
toy.trial.ts: no semantics; found: loss, duplicate

  line      crash  request lost  two or more
  toy.ts:1  ok     ok            -            await commit();  <- loss
  toy.ts:2  loss   -             duplicate    await insert(record);  <- duplicate

  watched: insert of 2 records; 1 process, 1 broker; seed s
  no fault: all 1; one fault: all 6; two faults: all 6 (2 others come to the same)
  required: at-least-once,proved, and not met: no-loss is violated

loss of record r0 (no-loss), at toy.ts:1
  group g has committed offset 1, and insert never took place for the record at 0
  an offset past the record is committed there, before the work is done: commit after the work, and no further than it is done
  by consumer.crash at insert (effect) of process 0
      0 ms  process 0: commit 0
      1 ms  process 0: insert 0, consumer.crash
`);
  });

  it.each([80, 110, 150])(
    'on a terminal of %i columns has no line that is longer, and none that is wrapped',
    (width) => {
      const rows = document.map.rows.map((row) => ({ ...row, text: `await consumer.subscribe(${'x'.repeat(150)});` }));
      const columns = ['crash', 'lost', 'late', 'rebalance'].flatMap((kind) => [kind, `${kind} of a broker or of two`]);
      const maps = [
        { columns: document.map.columns, rows },
        { columns: [...document.map.columns, ...columns], rows },
      ];
      for (const map of maps) {
        const text = crashMapText(map, { colour: false, width });
        const lines = text.split('\n');
        expect(lines.filter((line) => line.length > width)).toEqual([]);
        expect(lines.filter((line) => /^ {2}toy\.ts:1 .*…  <- loss$/.test(line))).toHaveLength(1);
        expect(lines.filter((line) => line !== '' && !/^ {2}(?:line|toy\.ts:\d)\b/.test(line))).toEqual([]);
      }
    },
  );

  it('claims no more than was searched: what it rests on, what was never put to the test, and what never happened', async () => {
    const right = await toyDocument({ order: 'work first' }, undefined, 1);
    expect(codeHeadline(right)).toBe(
      'at-least-once (not violated in 6 runs, every single fault among them); found: duplicate; never put to the test: partition-order',
    );
    const [no, one] = right.search;
    const stopped = { ...right, search: [no, { ...one, runs: 2 }] };
    expect(codeHeadline(stopped)).toContain('not violated in 3 runs, 2 of 3 single faults among them');
    expect(codeHeadline({ ...right, search: [no] })).toContain('not violated in 1 run, without faults');
    const required = { semantics: 'at-least-once', met: true, unmet: [] };
    expect(boundsWords({ ...right, required }).at(-1)).toBe('required: at-least-once, and met');
    expect(boundsWords({ ...stopped, required }).at(-1)).toBe(
      'required: at-least-once, and met, as far as it was tried: 1 of 3 single faults were not',
    );
    const single = { ...right, search: right.search.filter(({ part }) => part !== 'two faults') };
    expect(boundsWords(single)[1]).toBe('no fault: all 1; one fault: all 3; two faults: none tried');
    const faults = [{ kind: 'broker.crash', budget: 1, occurred: 0 }];
    expect(boundsWords({ ...single, scope: { ...right.scope, faults } })[1]).toBe('no fault: all 1; one fault: all 3');
    const bounds = boundsWords({ ...right, restless: 2, scope: { ...right.scope, faults } });
    expect(bounds.slice(2)).toEqual([
      'allowed, but never happened: broker crash',
      '2 runs did not come to rest: what they left undone is not judged',
    ]);
  });

  it('says of what was seen once where the runs parted, or that they only were at other times', () => {
    const parted = { anomalies: ['stuck'], faults: [], step: 6 };
    const of = (first: string) => codeText({ ...document, unrepeated: [{ ...parted, first, second: 'nothing more' }] });
    expect(of('process 0: crashed')).toContain(
      'step 7 was not the same: first process 0: crashed\n    then nothing more',
    );
    expect(of('nothing more')).toContain('both runs went through the same steps, at other times\n');
  });

  it('says of which records nothing comes, and which topics nobody reads', async () => {
    const right = await toyDocument({ order: 'work first' }, undefined, 1);
    const told = (unread: readonly string[]) => {
      const other = { ...right, leftOut: [{ what: 'anything', records: ['r1'], unread }] };
      expect(codeHeadline(other)).toMatch(/; nothing comes of: r1$/);
      return boundsWords(other)[1];
    };
    expect(told([])).toBe(
      'without any fault nothing comes of r1: whether that is meant the trial can say (input: expects)',
    );
    expect(told(['prices'])).toContain('nothing comes of r1, and nobody reads topic prices: whether');
  });

  it('names what is not the same twice instead of a verdict', () => {
    const difference = { step: 2, first: 'process 0: a, at 1 ms', second: 'process 0: b, at 1 ms' };
    const text = codeText({ ...document, difference });
    expect(text).toContain('no verdict: a run does not repeat itself');
    expect(text).toContain('step 3 was not the same');
    expect(text).not.toContain('loss of record');
  });

  it('on a page stands beside the source, and nothing in the source is markup', () => {
    const sources = [{ file: 'toy.ts', lines: ['<script>alert(1)</script>', '  await insert(record);'] }];
    const page = codeHtml({ ...document, sources });
    expect(page).toContain('<td><span class=violated title="2 of 2 runs">loss</span>');
    expect(page).toContain('id=toy.ts%3A2 class=wrong>');
    expect(page).toContain('<code>  await insert(record);</code>');
    expect(page).toMatch(/\.source code \{[^}]*white-space: pre-wrap/);
    expect(page).not.toContain('<script>alert');
    expect(page.length).toBeLessThan(100_000);
  });

  it('on a page has under it each story with its fault marked, and beside it the lines that the finding comes from', () => {
    const sources = [{ file: 'toy.ts', lines: ['  await commit();', '  await insert(record);', '}'] }];
    const [loss] = codeHtml({ ...document, sources }).split('duplicate of record');
    expect(loss).toContain('<td class=n>0<td><span class="chip k-consumer">process 0</span><td>commit 0<td>');
    expect(loss).toContain('<tr class=wrong><td class=n>1<td>');
    expect(loss).toContain('<span class="tag t-fault">fault</span> insert 0, consumer.crash');
    expect(loss).toContain('<caption><a href=#toy.ts%3A1>toy.ts:1</a></caption>');
    expect(loss).toContain('<tr class=wrong><td class=n>1<td><code>  await commit();</code><tr>');
  });

  it('on a page links to lines of the files that are on it alone', () => {
    const [finding] = document.findings;
    const place = { file: 'elsewhere.ts', line: 7, column: 1 };
    const story = [{ time: 0, process: 0, incarnation: 1, text: 'commits', place }];
    const of = (file: string) =>
      codeHtml({
        ...document,
        findings: [{ ...finding, place, story }],
        sources: [{ file, lines: Array(7).fill('') }],
      });
    expect(of('toy.ts')).toContain('process 0, life 2</span><td>commits<td>elsewhere.ts:7');
    expect(of('elsewhere.ts')).toContain('<td>commits<td><a href=#elsewhere.ts%3A7>');
    expect(of('elsewhere.ts')).toContain('<tr id=elsewhere.ts%3A7><td class=n>7');
  });

  it('on a page of a program whose lines nobody sees has moments in their place', () => {
    const rows = document.map.rows.map(({ cells }) => ({ text: 'Fetch orders (response)', cells, causes: {} }));
    const page = codeHtml({ ...document, map: { ...document.map, rows } });
    expect(page).toContain('<th scope=col>moment<');
    expect(page).toContain('<th scope=row>Fetch orders (response)<');
    expect(page).not.toContain('what stands there');
  });

  it('in SARIF is a result at each line that a finding comes from, an error where it is against what is required', () => {
    const { runs } = JSON.parse(codeSarif([document])) as {
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    };
    expect(runs[0].results).toMatchObject([
      {
        ruleId: 'no-loss',
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'toy.ts' }, region: { startLine: 1 } } }],
      },
      { ruleId: 'no-duplicates', level: 'note' },
    ]);
  });

  it('in SARIF is at files as from where the trial was named, in the words of a URI', () => {
    const [finding] = document.findings;
    const uriIn = (name: string, file: string): string => {
      const findings = [{ ...finding, place: { file, line: 1, column: 1 } }];
      const { runs } = JSON.parse(codeSarif([{ ...document, name, findings }]));
      return runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    expect(uriIn('orders.trial.ts', 'consumer.ts')).toBe('consumer.ts');
    expect(uriIn('shop/src/orders.trial.ts', '../db ä.ts')).toBe('shop/db%20%C3%A4.ts');
    expect(uriIn('../orders.trial.ts', '../db.ts')).toBe('../../db.ts');
    expect(uriIn('C:\\shop\\orders.trial.ts', 'db.ts')).toBe('file:///C:/shop/db.ts');
    expect(uriIn('/home/me/orders.trial.ts', 'db 1.ts')).toBe('file:///home/me/db%201.ts');
  });
});
