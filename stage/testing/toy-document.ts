import type { Requirement } from '../../properties/requirement.ts';
import type { CodeDocument } from '../../reports/code/code-document.ts';
import { search } from '../search/search.ts';
import { codeDocument } from '../report/document.ts';
import { findingsOf } from '../report/findings.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import { type Toy, toyRunner } from './toy.ts';

/** Where two runs went other ways. */
const PARTED = { step: 0, first: 'this', second: 'that' };

/**
 * What the trial of a toy comes to, as it is reported.
 *
 * @param once what was seen in one run besides, and not again.
 */
export async function toyDocument(
  toy: Toy,
  required?: Requirement,
  records = 2,
  once: readonly AnomalyKind[] = [],
): Promise<CodeDocument> {
  const run = toyRunner(toy, records);
  const budgets = { 'consumer.crash': 1, 'request.lost': 1 };
  const searched = await search({ seed: 's', budgets, runners: [run, run], pairsMax: 50, walksMax: 0 });
  const findings = await findingsOf(searched, { records, processes: 1 }, 'kafkajs 2.2.4', [run]);
  const lines =
    toy.order === 'work first'
      ? ['  await insert(record);', '  await commit();']
      : ['  await commit();', '  await insert(record);'];
  return codeDocument(
    {
      name: 'toy.trial.ts',
      seed: 's',
      client: 'kafkajs 2.2.4',
      processes: 1,
      records,
      brokers: 1,
      budgets,
      isExact: once.length === 0,
      required,
      sources: new Map([['toy.ts', lines]]),
    },
    { ...searched, unrepeated: once.map((kind) => ({ ...PARTED, kinds: [kind], tried: searched.tried[0] })) },
    findings,
  );
}
