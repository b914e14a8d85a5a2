import { el, type Element } from '../../reports/page/element.ts';
import type { MemberSnapshot, ProducerSnapshot, Snapshot } from '../../reports/documents/scene.ts';
import { changed } from './changed.ts';

/** What clients, transactions and groups are at. */
export const processes = (was: Snapshot, now: Snapshot): Element =>
  el(
    'dl',
    { class: 'processes' },
    now.producers.map((producer, at) => line(producer.name, producerWords(was.producers[at]), producerWords(producer))),
    now.transactions.map(({ name, status }, at) => line(`transaction of ${name}`, was.transactions[at].status, status)),
    now.groups.map((group, at) => line(`group ${at}`, groupWords(was.groups[at]), groupWords(group))),
    now.members.map((member, at) => line(member.name, memberWords(was.members[at]), memberWords(member))),
  );

const line = (name: string, was: string, now: string): Element =>
  el('div', {}, el('dt', {}, name), el('dd', {}, changed(was, now, now)));

const STAGES: Readonly<Record<string, string>> = {
  wire: 'on the wire',
  log: 'in the log, waits for the high watermark',
  reply: 'answered, answer on its way',
};

function producerWords({ up, inFlight, queue }: ProducerSnapshot): string {
  if (!up) return 'down';
  const requests = inFlight.map(({ record, broker, stage, error }) => {
    const failed = stage === 'reply' && error !== 'none' && error !== 'success' ? ` (${error})` : '';
    return `${record} → broker ${broker}: ${STAGES[stage] ?? stage}${failed}`;
  });
  return [...requests, ...queue.map((record) => `${record} waits for another try`)].join('; ') || 'nothing on its way';
}

const groupWords = ({ generation, phase }: { readonly generation: number; readonly phase: string }): string =>
  `generation ${generation}, ${phase === 'preparing' ? 'rebalancing' : phase}`;

function memberWords({ status, generation, hand }: MemberSnapshot): string {
  if (status !== 'up') return status;
  const joined = generation < 0 ? 'in no generation' : `generation ${generation}`;
  return hand.length === 0 ? joined : `${joined}; in hand: ${hand.join(', ')}`;
}
