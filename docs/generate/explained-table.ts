import { EXPLAINED } from '../../conformance/code/explained-differences.ts';
import { code, markdownTable } from './markdown-table.ts';

/** The races of clients by which a program may come to less on real Kafka than on the stage. */
export const explainedDifferences = (): string =>
  markdownTable(
    ['client', 'after', 'what may go either way', 'who decides it'],
    EXPLAINED.map(({ client, fault, at, because, source }) => [
      client,
      `${code(fault)} at ${at.what} (${at.kind})`,
      because,
      source,
    ]),
  );
