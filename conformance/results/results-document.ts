export const RESULTS_FORMAT = 'kafka-trial/conformance-results';

/** What came of a schedule that was played; `failed` is a failure of the harness, which says nothing about either side. */
export const RESULT_OUTCOMES = ['agrees', 'unplayable', 'diverges', 'failed'] as const;
export type ResultOutcome = (typeof RESULT_OUTCOMES)[number];

/** Of one schedule: what came of it, after how many steps both sides were compared, in how many seconds, and why not. */
export type CaseResult = readonly [outcome: ResultOutcome, compared: number, seconds: number, why?: string];

/** The schedules of one kind that were played on one release. */
export interface ResultsPart {
  /** Such as `hazard`, `control`, `walk`. */
  readonly group: string;
  /** The brokers' version, such as `4.1.2`. */
  readonly kafka: string;
  /** The day of the last run: `2026-11-27`. */
  readonly date: string;
  /** What has to come of them: of machines that were broken on purpose, that they diverge. */
  readonly expects: 'agrees' | 'diverges';
  /** Types of action that agreed. */
  readonly actions: readonly string[];
  readonly cases: Readonly<Record<string, CaseResult>>;
}

/** What came of schedules that were played on real Kafka, over one or several runs. */
export interface ResultsDocument {
  readonly format: typeof RESULTS_FORMAT;
  readonly version: 1;
  readonly parts: readonly ResultsPart[];
  /** What is not played, and why, by group. */
  readonly leftOut: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Two documents as one: what was played again counts as it came out then.
 *
 * @param isWhole whether the later one has every schedule of its parts: others of the earlier are gone then.
 */
export function mergedResults(earlier: ResultsDocument, later: ResultsDocument, isWhole: boolean): ResultsDocument {
  const parts = new Map(earlier.parts.map((part) => [keyOf(part), part]));
  for (const part of later.parts) {
    const before = isWhole ? undefined : parts.get(keyOf(part));
    parts.set(keyOf(part), {
      ...part,
      actions: [...new Set([...(before?.actions ?? []), ...part.actions])].sort(),
      cases: { ...before?.cases, ...part.cases },
    });
  }
  const sorted = [...parts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  const leftOut = Object.entries(later.leftOut).map(([group, of]): [string, Readonly<Record<string, string>>] => [
    group,
    isWhole ? of : { ...earlier.leftOut[group], ...of },
  ]);
  return {
    format: RESULTS_FORMAT,
    version: 1,
    parts: sorted,
    leftOut: { ...earlier.leftOut, ...Object.fromEntries(leftOut) },
  };
}

const keyOf = ({ group, kafka }: ResultsPart): string => `${group} ${kafka}`;

/** The bytes of a document, a schedule a line: what changes from run to run is seen line by line. */
export function resultsText({ format, version, parts, leftOut }: ResultsDocument): string {
  const head = JSON.stringify({ format, version }).slice(0, -1);
  return `${head},"parts":[\n${parts.map(partText).join(',\n')}\n],"leftOut":${JSON.stringify(leftOut, null, 1)}}\n`;
}

function partText({ cases, ...head }: ResultsPart): string {
  const lines = Object.entries(cases).map(([name, result]) => `${JSON.stringify(name)}:${JSON.stringify(result)}`);
  return `${JSON.stringify(head).slice(0, -1)},"cases":{\n${lines.join(',\n')}\n}}`;
}
