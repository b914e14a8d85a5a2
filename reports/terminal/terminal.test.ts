import { expect, test } from 'vitest';
import { uncoloured } from './colour.ts';
import { goodVerdict, sampleClaims, sampleVerdict } from '../testing/fixtures.ts';
import { claimsText, verdictLine, verdictText } from './terminal.ts';

test('the verdict on a setup, word for word', () => {
  expect(
    verdictText(sampleVerdict),
  ).toBe(`orders.yaml: at-least-once, ordered as far as was searched, with 1 consumer crash (proved within the scope)

  guarantee        verdict       evidence
  no-loss          holds         in all 12,345 states of the scope
  no-duplicates    violated      in 5 steps: delivered again: the group had processed the record and not
                                 committed its offset
  partition-order  not violated  in 2,000 random runs (1.2M steps)
  zombie-fencing   vacuous       never put to the test in 2,000 random runs (1.2M steps)

  scope   records 1, members 2
  seed    kafka-trial
  note    enable.idempotence is off
  remedy  no-duplicates: application.idempotency.key: true (verified: with it the guarantee holds)

Keys without effect on the verdicts:
  compression.type (producer.properties:12): does not bear on delivery

  reached in the search  times
  blocked-at-lso         never
  zombie-commit-refused  1,234

no-duplicates is violated in 5 steps (no shorter way exists in the scope)

  1  producer p1  sends r1 to partition 0
  2  broker b1    handles the produce request
                  → broker b1 appends r1 at offset 0
                  → p1 is told: success
  3  member c1    processes r1
  4  member c1    crashes
                  → its position is forgotten; the committed offset is still 0
  5  member c2    processes r1
                  → second time for group g1

  Summary  Group g1 processed r1 (partition 0, offset 0) twice: by c1, then by c2.
  Cause    delivered again: the group had processed the record and not committed its offset
  Remedy   application.idempotency.key: true (verified: with it the guarantee holds)

no-duplicates is violated in other ways, too:
  in 9 steps: two log entries for one send: the producer retried after a lost response
`);
});

test('the verdicts on the claims, word for word', () => {
  expect(claimsText(sampleClaims)).toBe(`The claims of the delivery-semantics guide (seed kafka-trial)

  claim           section  verdict    steps  holds under the premise
  2.2-no-loss     2.2      confirmed
  2.3-end-to-end  2.3      refuted    5      the effect carries an idempotency key

2.3-end-to-end: “Each message is processed exactly once end-to-end.”
  Why      An effect outside Kafka is in no transaction.
  Summary  Group g1 processed r1 (partition 0, offset 0) twice: by c1, then by c2.
  Premise  the effect carries an idempotency key

  reached in the search  times
  zombie-commit-refused  2,468

2 claims: 1 confirmed, 1 refuted, all as expected
`);
});

test('a claim that came out otherwise stands out', () => {
  const [claim] = sampleClaims.claims;
  const text = claimsText({ ...sampleClaims, claims: [{ ...claim, expected: 'refuted', asExpected: false }] });
  expect(text).toContain('confirmed (expected: refuted)');
  expect(text).toContain('1 claim: 1 confirmed, 0 refuted, 1 not as expected\n');
});

test('a table fits the width of its terminal, and is coloured only there', () => {
  const coloured = verdictText(sampleVerdict, { colour: true, width: 70 });
  const [table] = coloured.split('scope ');
  const lines = uncoloured(table).split('\n');
  expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThanOrEqual(70);
  expect(coloured).toContain('\u001B[32mholds\u001B[39m');
  expect(verdictText(sampleVerdict)).not.toContain('\u001B');
});

test('a setup without violations has no story, and one line is one line', () => {
  expect(verdictText(goodVerdict)).not.toContain('violated in');
  expect(verdictLine(goodVerdict)).toBe(
    'good.yaml: exactly-once, ordered, with 1 consumer crash (proved within the scope)\n',
  );
});
