import { describe, expect, it } from 'vitest';
import { boundsWords, codeHeadline } from '../../reports/code/code-words.ts';
import { toyDocument } from '../testing/toy-document.ts';
import { knownIssue } from './known-issues.ts';

describe('the document of a trial', () => {
  it('has a verdict for each guarantee, the shortest story, and the search as far as it went', async () => {
    const document = await toyDocument({ order: 'work first' });
    expect(document).toMatchObject({ format: 'kafka-trial/code', semantics: 'at-least-once', outcomes: ['insert'] });
    expect(document.guarantees.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'no-loss not-violated',
      'no-duplicates violated',
      'partition-order not-violated',
      'progress not-violated',
    ]);
    const [finding] = document.findings;
    expect(finding).toMatchObject({
      anomaly: 'duplicate',
      place: { file: 'toy.ts', line: 1 },
      faults: ['consumer.crash at commit (request) of process 0'],
      replay: { records: 1 },
    });
    expect(finding.story.map(({ text }) => text)).toEqual([
      'insert 0',
      'commit 0, consumer.crash',
      'insert 0',
      'commit 0',
    ]);
    expect(document.scope.faults).toContainEqual({ kind: 'request.lost', budget: 1, occurred: expect.any(Number) });
  });

  it('has the line at fault in the first row of its map', async () => {
    const { map } = await toyDocument({ order: 'commit first' });
    expect(map.columns).toEqual(['consumer.crash', 'request.lost', 'two or more']);
    expect(map.rows[0]).toMatchObject({
      text: 'await commit();',
      causes: { loss: 2 },
      cells: { 'consumer.crash': { runs: 2, anomalies: {} } },
    });
  });

  it('says whether it is as required', async () => {
    const required = { semantics: 'at-least-once', ordered: true, proved: true } as const;
    const right = await toyDocument({ order: 'work first' }, required);
    expect(right.required).toEqual({ ...required, met: true, unmet: [] });
    const { required: judged } = await toyDocument({ order: 'commit first' }, required);
    expect(judged).toMatchObject({ met: false, unmet: ['no-loss is violated'] });
  });

  it('speaks for no semantics that forbids what was seen in one run and not again', async () => {
    const document = await toyDocument({ order: 'work first' }, undefined, 2, ['loss']);
    expect(document.guarantees[0]).toMatchObject({ id: 'no-loss', verdict: 'not-violated' });
    expect(codeHeadline(document)).toBe('no semantics; found: duplicate; seen in one run and not again: loss');
    const other = await toyDocument({ order: 'work first' }, undefined, 2, ['duplicate']);
    expect(codeHeadline(other)).toMatch(/^at-least-once \(.*\); found: duplicate$/);
  });

  it('does not say that a requirement is met which forbids what was seen in one run and not again', async () => {
    const required = { semantics: 'at-least-once', ordered: false, proved: false } as const;
    const document = await toyDocument({ order: 'work first' }, required, 2, ['loss', 'duplicate']);
    expect(document.required).toEqual({ ...required, met: false, unmet: [], doubted: ['loss'] });
    expect(boundsWords(document).at(-1)).toBe(
      'required: at-least-once, and nothing can be said: loss was seen in one run and not again',
    );
    const lost = await toyDocument({ order: 'commit first' }, required, 2, ['loss']);
    expect(lost.required).toEqual({ ...required, met: false, unmet: ['no-loss is violated'] });
  });

  it('has no verdict on what was never put to the test, and that is not as required', async () => {
    const required = { semantics: 'at-least-once', ordered: true, proved: false } as const;
    const document = await toyDocument({ order: 'work first' }, required, 1);
    expect(document.guarantees).toMatchObject([
      {},
      {},
      { id: 'partition-order', verdict: 'vacuous', exercised: 0 },
      {},
    ]);
    expect(document.required?.unmet).toEqual(['partition-order was never put to the test']);
  });

  it('accuses nobody of a record that never comes to anything, and takes nobody at his word for it', async () => {
    const required = { semantics: 'at-least-once', ordered: false, proved: false } as const;
    const document = await toyDocument({ order: 'work first', skips: 1 }, required, 3);
    expect(document).toMatchObject({ leftOut: [{ what: 'insert', records: ['r1'] }], isDeclared: false, instead: {} });
    expect(document.guarantees[0]).toMatchObject({ id: 'no-loss', verdict: 'not-violated' });
    expect(document.required?.unmet).toEqual([
      'r1 never came to insert, and the trial does not say whether that is meant (input: expects)',
    ]);
  });
});

describe('what is known of clients', () => {
  it('is told of what a client does by itself, which stands in the way of no requirement', async () => {
    const required = { semantics: 'at-least-once', ordered: false, proved: true } as const;
    const document = await toyDocument({ order: 'work first', waitsForEver: true }, required);
    expect(document).toMatchObject({ semantics: 'at-least-once', clientOwn: { stuck: 3 }, required: { met: true } });
    expect(document.guarantees[3]).toMatchObject({ id: 'progress', verdict: 'not-violated', runs: 0 });
    const own = document.findings.filter(({ owner }) => owner === 'client');
    expect(own.map(({ anomaly }) => anomaly)).toEqual(['stuck']);
  });

  it('is told by the client, by what went wrong and by where', () => {
    const at = (what: string) => [{ what }];
    expect(knownIssue('kafkajs 2.2.4', 'stuck', at('Fetch orders'))?.title).toContain('kafkajs#659');
    expect(knownIssue('kafkajs 2.2.4', 'stuck', at('FindCoordinator'))?.title).toContain('kafkajs#1630');
    expect(knownIssue('kafkajs 2.2.4', 'stuck', at('JoinGroup'))).toBeUndefined();
    expect(knownIssue('kafkajs 2.2.4', 'loss', at('Fetch orders'))).toBeUndefined();
    expect(knownIssue('@platformatic/kafka 1.35.0', 'stuck', at('Fetch orders'))).toBeUndefined();
  });
});
