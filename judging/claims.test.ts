import { describe, expect, test } from 'vitest';
import { InputError } from '../setups/input-error.ts';
import { judgeClaims } from './claims.ts';
import { fakeHost } from './testing/fake-host.ts';

/** One claim of each kind: confirmed and refuted; by a guarantee, a goal, a default, a premise. */
const CLAIMS = [
  '2.1-auto-commit',
  '2.1-no-duplicates',
  '2.2-acks-1',
  '2.3-idempotent-producer',
  '2.3-read-committed',
  '3-auto-commit',
  '3-default-acks',
];

/** The longest counterexample that a reader is asked to follow. */
const stepsMax = 22;

const document = await judgeClaims({ seed: 'claims', only: CLAIMS }, fakeHost());

describe.each(document.claims)('$id', (claim) => {
  const verdicts = claim.trials.flatMap(({ guarantees }) => guarantees);
  const told = verdicts.flatMap(({ id, counterexample }) =>
    id === claim.guarantee && counterexample !== undefined ? [counterexample] : [],
  );

  test('comes out as the suite commits to', () => {
    expect(claim).toMatchObject({ verdict: claim.expected, asExpected: true });
    expect(claim.objections.length > 0).toBe(claim.verdict === 'refuted');
    expect(claim.premise !== undefined).toBe(claim.verdict === 'refuted');
  });

  test('is decided by complete searches', () => {
    const evidences = new Set(verdicts.map(({ evidence }) => evidence.method === 'exhaustive' && evidence.complete));
    expect([...evidences]).toEqual([true]);
  });

  test('has a short story where it turns on a guarantee', () => {
    expect(told.length > 0).toBe(claim.guarantee !== undefined);
    expect(told.filter(({ shortest, steps }) => !shortest || steps > stepsMax)).toEqual([]);
    expect(told.filter(({ steps, story, picture }) => story.length !== steps || picture === undefined)).toEqual([]);
  });
});

test('claims are judged in the order asked for, and no seed changes what a whole search finds', async () => {
  expect(document.claims.map(({ id }) => id)).toEqual(CLAIMS);
  const [id] = CLAIMS;
  const again = await judgeClaims({ seed: 'another', only: [id] }, fakeHost());
  const stories = (claims: typeof document.claims) =>
    claims[0].trials.flatMap(({ guarantees }) => guarantees.map(({ counterexample }) => counterexample?.story));
  expect(stories(again.claims)).toEqual(stories(document.claims));
});

test('the listener hears of every claim before it is tried', async () => {
  const heard: string[] = [];
  await judgeClaims(
    {
      seed: 'claims',
      only: ['3-auto-commit', '3-retries'],
      onProgress: ({ claim, done, total }) => heard.push(`${claim} ${done}/${total}`),
    },
    fakeHost(),
  );
  expect(heard).toEqual(['3-auto-commit 0/2', '3-retries 1/2']);
});

test('a claim that the guide does not make is refused, with the nearest one', async () => {
  const asked = judgeClaims({ seed: 'claims', only: ['2.2-ack-1'] }, fakeHost());
  await expect(asked).rejects.toThrow(InputError);
  await expect(asked).rejects.toMatchObject({
    problems: [{ place: { file: '2.2-ack-1' }, wayOut: 'did you mean 2.2-acks-1?' }],
  });
});
