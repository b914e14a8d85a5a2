import type { Divergence, Played } from '../../conformance/conform.ts';
import type { Bootstrap, ConformRequest } from '../../conformance/conform-request.ts';
import { historyLines, historyOf } from '../../conformance/run-history/history-of-run.ts';
import { describeAction } from '../../explorers/describe-action.ts';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import type { Setup } from '../../model/setup.ts';
import { narrate } from '../../narrator/narrator.ts';
import { stringify } from '../../reports/documents/json.ts';
import { count, counted } from '../../reports/words/words.ts';
import { addressText } from '../../wire/address.ts';
import { EXIT } from '../exit.ts';
import type { Artefact } from '../files.ts';

const CONFORM_FORMAT = 'kafka-trial/conform';
const CONFORM_VERSION = 1;

/** What was played, on what. */
export interface PlayedSubject {
  /** Which guarantee the schedule violates; walks are for none. */
  readonly guarantee: string | undefined;
  readonly request: Omit<ConformRequest, 'supervisor'>;
}

/** The line before all plays. */
export function headingOf({ guarantee, request }: PlayedSubject): string {
  const { name, plays, brokers } = request;
  const what =
    plays.kind === 'schedule'
      ? `the counterexample to ${guarantee}, ${counted(plays.schedule.length, 'step')}`
      : `${counted(plays.walks, 'random walk')}, seed ${plays.seed}`;
  const where = 'version' in brokers ? `Kafka ${brokers.version}` : `the cluster at ${addressesOf(brokers)}`;
  return `${name}: ${what}, on ${where} with ${clientOf(request)}\n\n`;
}

const clientOf = ({ clientJars }: PlayedSubject['request']): string =>
  clientJars === undefined ? 'KafkaJS' : `the Java client ${clientJars.version}`;

const addressesOf = ({ addresses }: Bootstrap): string => addresses.map(addressText).join(',');

/** What came of one play; a divergence with what both sides say. */
export function playedLines({ play, outcome, ms }: Played): string {
  const time = `${(ms / 1000).toFixed(1)} s`;
  switch (outcome.kind) {
    case 'agrees':
      return `  ${play}  agrees in all of ${counted(outcome.steps, 'step')} (${time})\n`;
    case 'diverges':
      return `  ${play}  diverges ${placeOf(outcome)} (${time})\n${sidesOf(outcome)}`;
    case 'unplayable':
      return `  ${play}  cannot be played: step ${outcome.step} (${describeAction(outcome.action)}): ${outcome.because}\n`;
    case 'failed':
      return `  ${play}  says nothing, the harness failed: ${outcome.because} (${time})\n`;
  }
}

const placeOf = ({ action, step }: Divergence): string => `at step ${step} (${describeAction(action)})`;

const sidesOf = ({ differences }: Divergence): string =>
  differences
    .flatMap(({ what, machine, kafka }) => [
      `       ${what}`,
      `         the machine  ${machine || 'says nothing'}`,
      `         Kafka        ${kafka || 'shows nothing'}`,
    ])
    .map((line) => `${line}\n`)
    .join('');

/**
 * The story of the shortest schedule that diverges, as the machine has it, and what differs at its end.
 *
 * @param line the command line that plays the divergence again.
 */
export function divergenceText(setup: Setup, { shortened }: Played, line: string): string {
  if (shortened === undefined) return `\n  Again    ${line}\n`;
  const { schedule, outcome } = shortened;
  const story = narrated(setup, schedule).flatMap(({ actor, text, effects }, index) => [
    `  ${String(index + 1).padStart(2)}  ${actor}  ${text}`,
    ...effects.map((effect) => `        → ${effect}`),
  ]);
  return [
    `\nThe shortest schedule found that diverges in it has ${counted(schedule.length, 'step')}:\n`,
    ...story,
    '',
    `It diverges ${placeOf(outcome)}:`,
    `${sidesOf(outcome)}\n  Again    ${line}\n`,
  ].join('\n');
}

function narrated(setup: Setup, schedule: readonly Action[]): ReturnType<typeof narrate> {
  const machine = cluster(setup);
  return narrate(machine.world, replay(machine, schedule));
}

/** All plays in one line. */
export function summaryLine(played: readonly Played[]): string {
  const agreeing = played.filter(({ outcome }) => outcome.kind === 'agrees');
  const compared = played.reduce((sum, { outcome }) => sum + comparedIn(outcome), 0);
  const times = played.map(({ ms }) => ms).sort((one, other) => one - other);
  const median = ((times[times.length >> 1] ?? 0) / 1000).toFixed(1);
  return `\n${count(agreeing.length)} of ${count(played.length)} agree, ${counted(compared, 'step')} compared, median ${median} s\n`;
}

/** Steps after which both sides were looked at; the one that diverges is among them. */
function comparedIn(outcome: Played['outcome']): number {
  switch (outcome.kind) {
    case 'agrees':
      return outcome.steps;
    case 'diverges':
      return outcome.step;
    case 'unplayable':
      return outcome.step - 1;
    case 'failed':
      return 0;
  }
}

/** The same as a document, without what was seen. */
export function conformJson({ guarantee, request }: PlayedSubject, played: readonly Played[]): string {
  const { name, setup, brokers, client, clientJars } = request;
  return stringify({
    format: CONFORM_FORMAT,
    version: CONFORM_VERSION,
    name,
    guarantee,
    setup,
    brokers: 'version' in brokers ? { version: brokers.version } : { addresses: brokers.addresses.map(addressText) },
    client: { name: client, version: clientJars?.version },
    plays: played.map((one) => ({ ...one, transcript: undefined })),
  });
}

/** What is worth keeping: the document, divergences that can be played again, and records of what was seen. */
export function conformFiles(subject: PlayedSubject, played: readonly Played[]): Artefact[] {
  const { guarantee = 'none', request } = subject;
  return [
    { name: 'conform.json', text: conformJson(subject, played) },
    ...played.flatMap(({ play, transcript }) =>
      transcript === undefined
        ? []
        : [
            { name: `transcript-${play}.json`, text: stringify(transcript) },
            { name: `history-${play}.jsonl`, text: historyLines(historyOf(transcript)) },
          ],
    ),
    ...played.flatMap(({ play, shortened }) =>
      shortened === undefined
        ? []
        : [
            {
              name: `divergence-${play}.json`,
              text: stringify({ setup: request.setup, schedule: shortened.schedule, guarantee }),
            },
          ],
    ),
  ];
}

/** A divergence decides; then a failure of the harness, which must not be taken for agreement. */
export function exitCodeOf(
  played: readonly { readonly outcome: { readonly kind: Played['outcome']['kind'] } }[],
): number {
  const kinds = new Set(played.map(({ outcome }) => outcome.kind));
  if (kinds.has('diverges')) return EXIT.notSo;
  if (kinds.has('failed') || played.length === 0) return EXIT.internal;
  return kinds.has('unplayable') ? EXIT.undecided : EXIT.asClaimed;
}
