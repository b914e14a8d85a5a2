import { verify } from '../../judging/verify.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import { code, markdownTable } from './markdown-table.ts';

/** A loop as most people write it: poll, process, poll again; nothing is said of commits, acks or retries. */
const LOOP = {
  cluster: { brokers: 1 },
  consumer: { 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1, 'response.lost': 1 },
  scope: { records: 1, members: 1 },
} as const;

const CLIENTS = ['java', 'librdkafka', 'kafkajs'] as const;

const SHOWN = ['no-loss', 'no-duplicates'] as const;

/** The verdicts on one loop with the defaults of three clients, side by side, as `kafka-trial verify` gives them. */
export async function sameLoop(): Promise<string> {
  const documents = await Promise.all(
    CLIENTS.map((library) => verify({ ...LOOP, client: { library } }, { name: library })),
  );
  const rows = [
    ['clients', ...documents.map(({ client = '' }) => client)],
    ['it gives', ...documents.map(({ semantics }) => (semantics === 'none' ? 'nothing' : semantics))],
    ...SHOWN.flatMap((id) => [
      [code(id), ...documents.map((document) => verdictOn(document, id))],
      ['the shortest story', ...documents.map((document) => storyOn(document, id))],
      ['what mends it', ...documents.map((document) => remedyOn(document, id))],
    ]),
  ];
  return markdownTable(['', ...CLIENTS.map((name) => code(`client: ${name}`))], rows);
}

const guaranteeOf = ({ guarantees }: VerdictDocument, id: string) =>
  guarantees.find((guarantee) => guarantee.id === id);

function verdictOn(document: VerdictDocument, id: string): string {
  const { verdict = '', causes = [] } = guaranteeOf(document, id) ?? {};
  return causes.length === 0 ? verdict : `${verdict}: ${causes.map(({ cause }) => cause).join('; ')}`;
}

const storyOn = (document: VerdictDocument, id: string): string =>
  guaranteeOf(document, id)?.counterexample?.summary ?? '';

const remedyOn = (document: VerdictDocument, id: string): string => guaranteeOf(document, id)?.remedy?.change ?? '';
