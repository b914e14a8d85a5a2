import { el, type Element } from '../../reports/page/element.ts';
import { markClass } from '../../reports/page/marks.ts';
import type { PartitionSnapshot, ReplicaSnapshot, Snapshot } from '../../reports/documents/scene.ts';
import { changed, isSame } from './changed.ts';
import { readersOf } from './readers.ts';

/** A partition: a row for each replica's log and for each reader, a column for each offset. What has changed is marked. */
export function partitionGrid(name: string, index: number, was: Snapshot, now: Snapshot): Element {
  const [old, part] = [was.partitions[index], now.partitions[index]];
  const replicas = part.replicas.map((replica, at) => {
    const before = old.replicas[at];
    return { replica, before, gone: before.log.slice(replica.log.length) };
  });
  const readers = readersOf(index, was, now);
  const columns = Math.max(
    3,
    ...replicas.map(({ replica, gone }) => replica.log.length + gone.length + 1),
    ...readers.map(({ at, before }) => Math.max(at, before) + 1),
  );
  const offsets = Array.from({ length: columns }, (_, offset) => offset);
  return el(
    'table',
    { class: 'log' },
    caption(name, old, part),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'offset'),
        offsets.map((offset) => el('th', { scope: 'col' }, offset)),
      ),
    ),
    el(
      'tbody',
      {},
      replicas.map(({ replica, before, gone }) =>
        el(
          'tr',
          { class: now.up.at(replica.broker) === true ? undefined : 'down' },
          replicaHead(replica, before, part, was, now),
          offsets.map((offset) => cell(replica, before, gone, offset)),
        ),
      ),
      readers.map(({ title, at, before, sign }) =>
        el(
          'tr',
          { class: 'reader' },
          el('th', { scope: 'row' }, title),
          at < 0
            ? el('td', { class: 'none', colspan: columns }, changed(before, at, 'nothing'))
            : offsets.map((offset) => el('td', {}, offset === at ? changed(before, at, el('b', {}, sign)) : null)),
        ),
      ),
    ),
  );
}

function caption(name: string, old: PartitionSnapshot, { leader, epoch, isr, elr }: PartitionSnapshot): Element {
  const led = leader < 0 ? 'no leader' : `led by broker ${leader}, epoch ${epoch}`;
  return el(
    'caption',
    {},
    el('b', {}, name),
    ' ',
    changed([old.leader, old.epoch], [leader, epoch], led),
    ' · ',
    changed(old.isr, isr, `ISR ${numbers(isr)}`),
    elr.length > 0 || old.elr.length > 0 ? [' · ', changed(old.elr, elr, `ELR ${numbers(elr)}`)] : null,
  );
}

function replicaHead(
  { broker, leads, epoch }: ReplicaSnapshot,
  before: ReplicaSnapshot,
  { isr }: PartitionSnapshot,
  was: Snapshot,
  now: Snapshot,
): Element {
  const isUp = now.up.at(broker) === true;
  const role = leads ? `leads e${epoch}` : isr.includes(broker) ? 'in sync' : 'follows';
  return el(
    'th',
    { scope: 'row' },
    changed([was.up.at(broker), before.leads], [isUp, leads], `broker ${broker}`),
    el('small', {}, isUp ? role : 'down'),
  );
}

function cell(
  { log, highWatermark, lastStable }: ReplicaSnapshot,
  before: ReplicaSnapshot,
  gone: ReplicaSnapshot['log'],
  offset: number,
): Element {
  const entry = log.at(offset);
  const lost = offset < log.length ? undefined : gone.at(offset - log.length);
  const flags = [
    ...(highWatermark === offset ? [flag('HW', before.highWatermark === offset)] : []),
    ...(lastStable === offset && lastStable < highWatermark ? [flag('LSO', before.lastStable === offset)] : []),
  ];
  const old = before.log.at(offset);
  const isFresh = entry !== undefined && !isSame([entry.is, entry.epoch], [old?.is, old?.epoch]);
  return el(
    'td',
    { class: flags.length > 0 ? 'mark' : undefined },
    flags,
    offset >= log.length || entry === undefined
      ? null
      : el(
          'span',
          {
            class: markClass(
              'cell',
              `e${entry.epoch % 5}`,
              isFresh && 'fresh',
              entry.transaction !== undefined && entry.transaction !== 'commit' && `x-${entry.transaction}`,
            ),
          },
          entry.is,
          el('small', {}, entry.transaction ?? `e${entry.epoch}`),
        ),
    lost === undefined ? null : el('del', { class: 'cell' }, lost.is, el('small', {}, 'gone')),
  );
}

const flag = (words: string, isOld: boolean): Element => el('i', { class: isOld ? 'flag' : 'flag new' }, words);

const numbers = (of: readonly number[]): string => (of.length === 0 ? 'none' : of.join(', '));
