import { expect, test } from 'vitest';
import { drawnVerdict, sampleClaims, sampleVerdict } from '../testing/fixtures.ts';
import { markdownReport } from './markdown.ts';
import { fenced, markdown } from '../words/markup.ts';
import { mermaid } from './mermaid.ts';
import { redelivery } from '../testing/fixtures.ts';
import { story } from '../terminal/story.ts';

test('the report on a setup begins with its verdicts', () => {
  const report = markdownReport([sampleVerdict]);
  expect(report.slice(0, report.indexOf('### What each'))).toBe(`# Invariant report

## orders.yaml

**at-least-once, ordered as far as was searched, with 1 consumer crash (proved within the scope)**

| guarantee | verdict | evidence | remedy |
| --- | --- | --- | --- |
| no-loss | holds | in all 12,345 states of the scope |  |
| no-duplicates | violated | in 5 steps: delivered again: the group had processed the record and not committed its offset | application.idempotency.key: true (verified: with it the guarantee holds) |
| partition-order | not violated | in 2,000 random runs (1.2M steps) |  |
| zombie-fencing | vacuous | never put to the test in 2,000 random runs (1.2M steps) |  |

Notes:

- enable.idempotence is off

Keys without effect on the verdicts:

- compression.type (producer.properties:12): does not bear on delivery

### What was searched

- scope: records 1, members 2
- seed: kafka-trial

\`\`\`text
kafka: 4.1
producer: acks=all, enable.idempotence=false
consumer: isolation.level=read_uncommitted
faults: consumer.crash=1
\`\`\`

`);
});

test('it tells the story of every cause, in the same words as the terminal', () => {
  const report = markdownReport([sampleVerdict]);
  const remedy = sampleVerdict.guarantees[1].remedy;
  expect(report).toContain(story({ guarantee: 'no-duplicates', counterexample: redelivery, remedy }));
  expect(report).toContain('two log entries for one send');
  expect(report).toContain('| blocked-at-lso | never |');
});

test('the report on claims quotes them, with premise, trials and story', () => {
  const report = markdownReport([sampleClaims]);
  expect(report).toContain('2 claims: 1 confirmed, 1 refuted, all as expected. Seed: kafka-trial.\n');
  expect(report).toContain('| 2.3-end-to-end | 2.3 | refuted | 5 | the effect carries an idempotency key |\n');
  expect(report).toContain('### 2.3-end-to-end: refuted\n\n> Each message is processed exactly once end-to-end.\n');
  expect(report).toContain('**good.yaml**: exactly-once, ordered, with 1 consumer crash (proved within the scope)\n');
  expect(report).toContain('#### How no-duplicates breaks: delivered again');
});

test('nothing in a text is taken for markup', () => {
  expect(markdown('a|b <i>*x*</i> __consumer_offsets')).toBe('a\\|b \\<i\\>\\*x\\*\\</i\\> \\_\\_consumer_offsets');
  expect(markdown('two\nlines')).toBe('two lines');
  expect(fenced('```\nx')).toBe('````text\n```\nx\n````\n');
});

test('a sequence diagram has a lane for each actor', () => {
  expect(mermaid({ counterexample: redelivery })).toBe(`sequenceDiagram
  autonumber
  participant a1 as producer p1
  participant a2 as broker b1
  participant a3 as member c1
  participant a4 as member c2
  a1->>a1: sends r1 to partition 0
  a2->>a2: handles the produce request
  Note over a2: broker b1 appends r1 at offset 0
  Note over a2: p1 is told: success
  a3->>a3: processes r1
  a3->>a3: crashes
  Note over a3: its position is forgotten#59; the committed offset is still 0
  a4->>a4: processes r1
  Note over a4: second time for group g1
`);
});

test('a sequence diagram has the marks in words, and is left out where nobody could read it', () => {
  expect(markdownReport([drawnVerdict])).toContain('crashes  [fault, point of no return]\n');
  const steps = Array.from({ length: 41 }, () => redelivery.story[0]);
  const long = { ...redelivery, steps: steps.length, story: steps };
  const guarantees = sampleVerdict.guarantees.map((guarantee) =>
    guarantee.causes === undefined ? guarantee : { ...guarantee, counterexample: long, causes: [long] },
  );
  const report = markdownReport([{ ...sampleVerdict, guarantees }]);
  expect(report).toContain('The sequence diagram is left out: with 41 steps it could not be read.');
  expect(report).not.toContain('```mermaid');
});
