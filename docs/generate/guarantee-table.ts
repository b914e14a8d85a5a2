import { worldOf } from '../../model/world.ts';
import type { Guarantee } from '../../properties/guarantee.ts';
import { GUARANTEES } from '../../properties/guarantees.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { code, markdownTable } from './markdown-table.ts';

/** Setups in which every guarantee has a subject: several groups that consume, and a transform in transactions. */
const SUBJECTS: readonly SetupDraft[] = [
  { scope: { groups: 2 } },
  {
    consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': false },
    application: { shape: 'transform', commit: 'transaction' },
  },
];

const JUDGED = { always: 'always', 'at-rest': 'at rest' } as const;

/** The guarantees: what they claim, and when they may be broken without anybody being at fault. */
export const guarantees = (): string =>
  markdownTable(
    ['id', 'judged', 'claims', 'may be broken when', 'source'],
    GUARANTEES.map((guarantee) => {
      const { id, claim, mayBreak, source } = guarantee;
      return [code(id), judged(guarantee), claim, mayBreak, source];
    }),
  );

function judged(guarantee: Guarantee): string {
  const kinds = new Set(SUBJECTS.flatMap((draft) => guarantee.checks(worldOf(setupOf(draft)))).map(({ kind }) => kind));
  return (['always', 'at-rest'] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => JUDGED[kind])
    .join(', ');
}
