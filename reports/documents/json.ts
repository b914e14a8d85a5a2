import type { MendableError } from '../../setups/mendable-error.ts';
import type { Problem } from '../../setups/place.ts';
import { CAMPAIGN_FORMAT, type CampaignDocument } from './campaign.ts';
import { campaignShape } from './campaign-shape.ts';
import { inFewLines } from './few-lines.ts';
import { isObject, type Shape } from './shape.ts';
import { claimsShape, scheduleShape, verdictShape } from './shapes.ts';
import {
  CLAIMS_FORMAT,
  type ClaimsDocument,
  FORMAT_VERSION,
  type ScheduleStep,
  VERDICT_FORMAT,
  type VerdictDocument,
} from './verdict.ts';

/** A setup and a schedule alone: the least that can be replayed. */
export interface ScheduleDocument {
  readonly setup: Readonly<Record<string, unknown>>;
  readonly schedule: readonly ScheduleStep[];
  readonly guarantee: string;
  readonly seed?: string;
  readonly shortest?: boolean;
}

/** A file that cannot be read as what it should be: where, why, and what to do about it. */
export class UnreadableDocument extends Error implements MendableError {
  override readonly name = 'UnreadableDocument';
  readonly problems: readonly Problem[];

  constructor(place: string, reason: string, wayOut: string) {
    super(`${place}: ${reason}`);
    this.problems = [{ place: { file: place }, reason, wayOut }];
  }
}

/**
 * The bytes of a document: two spaces, a newline at the end, counts in alphabetical order, and what fits into a line in one.
 */
export function stringify(document: unknown): string {
  return `${inFewLines(JSON.stringify(document, sortCounts, 2)).replace(UNSEEN, escaped)}\n`;
}

/** What JSON lets through, and a terminal obeys or nobody sees. */
const UNSEEN = /[\u007F-\u009F\uFFFE\uFFFF]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/** The same character as JSON spells it. */
const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');

/** Counts are gathered in the order in which they happen to be met, which is no part of what they say. */
function sortCounts(key: string, value: unknown): unknown {
  if ((key !== 'actions' && key !== 'goals') || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const SHAPES: Readonly<Record<string, Shape>> = {
  [VERDICT_FORMAT]: verdictShape,
  [CLAIMS_FORMAT]: claimsShape,
  [CAMPAIGN_FORMAT]: campaignShape,
};

/** What a report is written on. */
export type ReportedDocument = VerdictDocument | ClaimsDocument | CampaignDocument;

/** The documents one by one, a campaign as its verdicts. */
export const eachOf = <Document extends object>(
  documents: readonly (Document | CampaignDocument)[],
): (Document | VerdictDocument)[] =>
  documents.flatMap((document): readonly (Document | VerdictDocument)[] =>
    isCampaign(document) ? document.verdicts : [document],
  );

/**
 * Reads a file of verdicts: one verdict, the claims, a merged campaign, or a list, which is what several setups give.
 *
 * @throws {UnreadableDocument} when it is no JSON, of another format, of a later version, or lacks a field.
 */
export function readReported(text: string, place: string): ReportedDocument[] {
  return readEach(text, place, guarded);
}

/** As `readReported`, of a campaign its verdicts. */
export const readVerdicts = (text: string, place: string): (VerdictDocument | ClaimsDocument)[] =>
  eachOf(readReported(text, place));

/** As `readVerdicts`, and reads `{setup, schedule, guarantee}` as well. */
export function readReplayable(text: string, place: string): (VerdictDocument | ClaimsDocument | ScheduleDocument)[] {
  return eachOf(
    readEach<ReportedDocument | ScheduleDocument>(text, place, (value) =>
      isObject(value) && value.format === undefined && value.schedule !== undefined
        ? guardedSchedule(value, place)
        : guarded(value, place),
    ),
  );
}

function readEach<Document>(
  text: string,
  place: string,
  read: (value: unknown, place: string) => Document,
): Document[] {
  const value = parse(text, place);
  const values: unknown[] = Array.isArray(value) && value.length > 0 ? value : [value];
  return values.map((value) => read(value, place));
}

/** Whether a document is one of setups or one of claims. */
export function isClaims(document: object): document is ClaimsDocument {
  return 'format' in document && document.format === CLAIMS_FORMAT;
}

/** Whether a document is a verdict on one setup. */
export function isVerdict(document: object): document is VerdictDocument {
  return 'format' in document && document.format === VERDICT_FORMAT;
}

/** Whether a document is that of a merged campaign. */
export function isCampaign(document: object): document is CampaignDocument {
  return 'format' in document && document.format === CAMPAIGN_FORMAT;
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message);
    const line = text.slice(0, position === null ? text.length : Number(position[1])).split('\n').length;
    throw new UnreadableDocument(
      `${place}:${line}`,
      text.trim() === '' ? 'the file is empty' : 'this is not JSON',
      'give a file that `kafka-trial verify --json` or `--out` wrote',
    );
  }
}

function guardedSchedule(value: unknown, place: string): ScheduleDocument {
  if (fitsSchedule(value)) return value;
  const problem = scheduleShape(value, '') ?? 'this is no schedule';
  throw new UnreadableDocument(place, problem, 'a schedule file is {setup, schedule, guarantee}');
}

function guarded(value: unknown, place: string): ReportedDocument {
  const formats = Object.keys(SHAPES);
  if (!isObject(value) || typeof value.format !== 'string' || !(formats as readonly string[]).includes(value.format)) {
    const got =
      isObject(value) && value.format !== undefined
        ? `its format is ${JSON.stringify(value.format)}`
        : 'it names no format';
    throw new UnreadableDocument(
      place,
      `this is not a verdict file: ${got}`,
      `give a file that \`kafka-trial verify --json\` wrote; its format is ${formats.map((format) => `"${format}"`).join(' or ')}`,
    );
  }
  if (typeof value.version === 'number' && value.version > FORMAT_VERSION) {
    throw new UnreadableDocument(
      place,
      `the file is of version ${value.version}, and this kafka-trial reads up to version ${FORMAT_VERSION}`,
      'upgrade kafka-trial, or write the file again with this version',
    );
  }
  if (fits(value, value.format)) return value;
  const problem = SHAPES[value.format](value, '') ?? 'this is no verdict';
  throw new UnreadableDocument(place, problem, 'write the file again with `kafka-trial verify --json`');
}

function fits(value: unknown, format: string): value is ReportedDocument {
  return SHAPES[format](value, '') === null;
}

function fitsSchedule(value: unknown): value is ScheduleDocument {
  return scheduleShape(value, '') === null;
}
