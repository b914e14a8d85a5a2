import { clientTitle } from '../../setups/clients/client-title.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import { caveatsOf } from './caveats.ts';
import { goalsWithSubject } from './goals-with-subject.ts';
import { lacksOf } from './known-faults.ts';
import type { Judged } from './verdicts.ts';

/** The document that says what was found of a setup. */
export function documentOf(
  { setup, ignored, notes, lacks }: Resolution,
  { name, seed }: { readonly name: string; readonly seed: string },
  { undone, ...verdicts }: Judged,
): VerdictDocument {
  return {
    format: 'kafka-trial/verdict',
    version: 1,
    name,
    setup: { ...setup },
    client: clientTitle(setup),
    seed,
    scope: { ...setup.scope },
    ...verdicts,
    coverage: goalsWithSubject(setup, verdicts.coverage),
    ...lacksOf(setup, lacks),
    ignored,
    notes: [...notes, ...caveatsOf(setup), ...undone],
  };
}
