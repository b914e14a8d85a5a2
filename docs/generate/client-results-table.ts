import type { CaseResult, ResultsDocument } from '../../conformance/results/results-document.ts';
import { markdownTable } from './markdown-table.ts';

/** What came of each case of a group that was tried with a real client, a row each. */
export function clientResults({ parts }: ResultsDocument, group: string): string {
  const rows = parts
    .filter((part) => part.group === group)
    .flatMap(({ kafka, cases }) => Object.entries(cases).map(([name, result]) => [name, kafka, wordsOf(result)]));
  return rows.length === 0 ? 'No run is recorded.\n' : markdownTable(['case', 'Kafka', 'what came of it'], rows);
}

const wordsOf = ([outcome, , , why]: CaseResult): string => (why === undefined ? outcome : `${outcome}: ${why}`);
