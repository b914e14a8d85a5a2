import { existsSync, readFileSync } from 'node:fs';
import { hazardsPlayed } from '../../conformance/results/hazards-played.ts';
import {
  RESULT_OUTCOMES,
  type CaseResult,
  type ResultsDocument,
  type ResultsPart,
} from '../../conformance/results/results-document.ts';
import { figuresOf } from '../../conformance/results/results-figures.ts';
import { markdownTable } from './markdown-table.ts';

/** In a checkout, at the root of which this is run. */
const FILE = 'conformance/results/nightly.json';

/** A page of what came of the last runs. @param page such as `resultsPage`. */
export function nightlyResults(page: (document: ResultsDocument) => string): string {
  if (!existsSync(FILE)) return 'No run of everything is recorded.\n';
  return page(JSON.parse(readFileSync(FILE, 'utf8')) as ResultsDocument);
}

/** What came of everything that can be played, by kind of schedule and release, and where machine and Kafka differed. */
export function resultsPage(document: ResultsDocument): string {
  const rows = document.parts.map((part) => [part.group, part.kafka, part.date, ...cellsOf(Object.values(part.cases))]);
  const all = document.parts.flatMap(({ cases }) => Object.values(cases));
  const heads = ['group', 'Kafka', 'day', 'schedules', 'steps compared', ...RESULT_OUTCOMES, 'median s'];
  return [
    markdownTable(heads, [...rows, ['all', '', '', ...cellsOf(all)]]),
    hazardsText(document),
    listOf('Where they differ, or the harness failed', document.parts.flatMap(notSo)),
    listOf(
      'Left out',
      Object.values(document.leftOut).flatMap((of) => Object.entries(of).map(([name, why]) => `${name}: ${why}`)),
    ),
  ].join('\n');
}

function cellsOf(cases: readonly CaseResult[]): string[] {
  const { schedules, compared, of, medianSeconds } = figuresOf(cases);
  return [schedules, compared, ...RESULT_OUTCOMES.map(of), medianSeconds].map(String);
}

function hazardsText(document: ResultsDocument): string {
  const { agrees, diverges, failed, unplayable, leftOut } = hazardsPlayed(document);
  return (
    `Of the hazards of families A and B ${agrees.length} agree, ${diverges.length} diverge${named(diverges)}, ` +
    `of ${failed.length} nothing is known${named(failed)}, ${unplayable.length} cannot be played${named(unplayable)}, ` +
    `and ${leftOut.length} are left out.\n`
  );
}

const named = (of: readonly string[]): string => (of.length === 0 ? '' : ` (${of.join(', ')})`);

const notSo = ({ kafka, expects, cases }: ResultsPart): string[] =>
  Object.entries(cases).flatMap(([name, [outcome, , , why = 'it agrees, and should not']]) =>
    outcome === expects || outcome === 'unplayable' ? [] : [`${name} on ${kafka} ${outcome}: ${why}`],
  );

const listOf = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
