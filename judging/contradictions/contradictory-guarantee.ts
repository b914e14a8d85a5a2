import type { Counterexample, GuaranteeVerdict } from '../../reports/documents/verdict.ts';
import { type Contradiction, contradictionsAmong } from './contradiction.ts';

/**
 * Where the verdict on a guarantee says something else than its evidence, its counterexamples or its remedy.
 *
 * @param at the field that the verdict stands in.
 */
export function contradictoryGuarantee(guarantee: GuaranteeVerdict, at: string): Contradiction[] {
  const { id, verdict, counterexample, causes = [] } = guarantee;
  const told = [
    ...(counterexample === undefined ? [] : [{ one: counterexample, where: `${at}.counterexample` }]),
    ...causes.map((one, index) => ({ one, where: `${at}.causes[${index}]` })),
  ];
  return [
    ...contradictoryEvidence(guarantee, at),
    ...contradictionsAmong(
      [verdict === 'violated' && counterexample === undefined, at, `${id} is violated, but has no counterexample`],
      [
        verdict !== 'violated' && told.length > 0,
        at,
        `the verdict on ${id} is "${verdict}", but it has a counterexample`,
      ],
      [
        counterexample !== undefined && causes.some(({ steps }) => steps < counterexample.steps),
        `${at}.counterexample`,
        'it is called the shortest, but another cause has a shorter one',
      ],
    ),
    ...told.flatMap(({ one, where }) => contradictoryStory(one, where)),
    ...contradictoryRemedy(guarantee, at),
  ];
}

function contradictoryEvidence({ id, verdict, evidence }: GuaranteeVerdict, at: string): Contradiction[] {
  const isWhole = evidence.method === 'exhaustive' && evidence.complete;
  const isKept = verdict === 'holds' || verdict === 'not-violated';
  return contradictionsAmong(
    [verdict === 'holds' && !isWhole, at, `${id} holds, but its search is not complete`],
    [
      isKept && evidence.exercised === 0,
      `${at}.evidence.exercised`,
      `it is 0, but a guarantee that was never put to the test is vacuous, and ${id} is called "${verdict}"`,
    ],
    [
      verdict === 'vacuous' && evidence.exercised > 0,
      `${at}.evidence.exercised`,
      `it is ${evidence.exercised}, but ${id} is vacuous, which is what was never put to the test`,
    ],
    [
      evidence.method === 'exhaustive' && evidence.complete && evidence.stopped !== undefined,
      `${at}.evidence.stopped`,
      'it says why the search ended early, but the search is complete',
    ],
  );
}

function contradictoryStory({ steps, schedule, story }: Counterexample, at: string): Contradiction[] {
  return contradictionsAmong(
    [steps !== schedule.length, `${at}.steps`, `it is ${steps}, but the schedule has ${schedule.length} actions`],
    [
      story.length !== schedule.length,
      `${at}.story`,
      `it has ${story.length} steps, but the schedule ${schedule.length}`,
    ],
  );
}

function contradictoryRemedy({ id, verdict, remedy }: GuaranteeVerdict, at: string): Contradiction[] {
  if (remedy === undefined) return [];
  const { verified, closes, remains = [] } = remedy;
  const isOfCause = closes === 'cause';
  return contradictionsAmong(
    [verdict !== 'violated', `${at}.remedy`, `the verdict on ${id} is "${verdict}", and there is nothing to close`],
    [
      verified === 'vacuous',
      `${at}.remedy.verified`,
      'it is "vacuous", and what was never put to the test closes nothing',
    ],
    [
      verified !== 'vacuous' && isOfCause !== (verified === 'violated'),
      `${at}.remedy.verified`,
      `it is "${verified}", and what is not seen to close ${isOfCause ? 'this cause alone is no remedy of it' : 'the hole is no remedy'}`,
    ],
    [
      (isOfCause && remains.length === 0) || (!isOfCause && remains.length > 0),
      `${at}.remedy.remains`,
      `it names ${remains.length} causes that are left, and the remedy closes the ${closes ?? 'guarantee'}`,
    ],
  );
}
