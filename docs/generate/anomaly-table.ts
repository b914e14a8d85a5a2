import { type Anomaly, ANOMALIES, type Legality } from '../../conformance/history/anomalies.ts';
import { code, markdownTable } from './markdown-table.ts';

const LEGAL: Readonly<Record<Legality, string>> = {
  never: 'never',
  always: 'always',
  assign: '`--sub-via assign`',
  subscribe: '`--sub-via subscribe`',
  'ww-deps': '`--ww-deps`',
  'at-least-once': '`--delivery at-least-once`',
  'at-most-once': '`--delivery at-most-once`',
  'exactly-once': '`--delivery exactly-once`',
};

/** The anomalies of a history: what they are, and where and why they are no failure. */
export const anomalies = (): string =>
  markdownTable(
    ['anomaly', 'what it is', 'legal', 'because', 'source'],
    ANOMALIES.map(({ name, meaning, legal, because, source }: Anomaly) => [
      code(name),
      meaning,
      LEGAL[legal],
      because,
      source,
    ]),
  );
