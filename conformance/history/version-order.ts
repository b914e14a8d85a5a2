import { IntList } from '../../explorers/int-list.ts';
import { clojureSetOrder } from './clojure-set-order.ts';
import { NumberList } from './recording/number-list.ts';
import { INFO, OK, POLLED, type Recording, SENT, UNKNOWN_OFFSET } from './recording/recording.ts';

/** A record whose place in the log nobody has seen. */
export const NOWHERE = -1;

/**
 * The log of every partition as the history lets it be known. A slot is an offset at which something was seen; slots
 * are numbered through all partitions, so that two of one partition are as far apart as their indices. Offsets without
 * a record are left out: a transaction's markers take up some.
 *
 * Polls are believed whatever became of their operation, since what a consumer is given should be committed in any
 * case; offsets of sends only where the operation must have committed.
 */
export interface VersionOrder {
  /** The first slot of each key, and behind the last key the number of slots. */
  readonly keyStarts: Int32Array;
  /** The offset of each slot. */
  readonly offsets: Float64Array;
  /** Where the records of each slot begin in `entries`, and behind the last slot their number. */
  readonly slotStarts: Int32Array;
  readonly entries: Int32Array;
  /** The slot of each record, or `NOWHERE`: the last one for which it stands. One record stands for each slot. */
  readonly slotOf: Int32Array;
  /** The first and the last slot at which each record was seen, or `NOWHERE`. */
  readonly firstSlotOf: Int32Array;
  readonly lastSlotOf: Int32Array;
}

/** The record that stands for a slot. */
export const recordAt = (order: VersionOrder, slot: number): number => order.entries[order.slotStarts[slot]];

/** How many slots `after` is behind `before`; 1, as it should be, where one of the two is not known. */
export function distance({ slotOf }: VersionOrder, before: number, after: number): number {
  if (before < 0 || after < 0 || slotOf[before] === NOWHERE || slotOf[after] === NOWHERE) return 1;
  return slotOf[after] - slotOf[before];
}

/** Whether an operation took effect beyond doubt: it came out well, or somebody has read what it sent. */
export function mustHaveCommitted(recording: Recording, operation: number): boolean {
  const outcome = recording.outcomes.at(operation);
  if (outcome !== INFO) return outcome === OK;
  const { kinds, subjects, records } = recording;
  for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
    if (kinds.at(part) === SENT && records.isRead(subjects.at(part))) return true;
  }
  return false;
}

/** The logs of a history that is complete. */
export function versionOrderOf(recording: Recording): VersionOrder {
  const { records } = recording;
  const { seen, places } = sightings(recording);
  const sorted = sortedSightings(recording, seen, places);
  const keyStarts = new Int32Array(records.keys + 1);
  const offsets = new NumberList();
  const slotStarts = new IntList();
  const entries = new IntList();
  let key = 0;
  let before = NOWHERE;
  for (const sighting of sorted) {
    const record = seen.at(sighting);
    const offset = places.at(sighting);
    const newKey = before === NOWHERE || records.keyOfRecord(record) !== records.keyOfRecord(seen.at(before));
    if (newKey) for (const to = records.keyOfRecord(record); key < to; ) keyStarts[(key += 1)] = offsets.length;
    if (newKey || places.at(before) !== offset) {
      slotStarts.push(entries.length);
      offsets.push(offset);
      entries.push(record);
    } else if (seen.at(before) !== record) entries.push(record);
    before = sighting;
  }
  while (key < records.keys) keyStarts[(key += 1)] = offsets.length;
  slotStarts.push(entries.length);
  const order = {
    keyStarts,
    offsets: Float64Array.from({ length: offsets.length }, (_, slot) => offsets.at(slot)),
    slotStarts: slotStarts.items(),
    entries: entries.items(),
  };
  chooseRecords(recording, order);
  return { ...order, ...placesOf(records.length, order) };
}

/** Every record with every offset at which it was seen; most of what is seen twice is told once. */
function sightings(recording: Recording): { readonly seen: IntList; readonly places: NumberList } {
  const { kinds, subjects, offsets, records } = recording;
  const firstPlaces = new Float64Array(records.length).fill(UNKNOWN_OFFSET);
  const seen = new IntList();
  const places = new NumberList();
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (!recording.isData(operation)) continue;
    const committed = mustHaveCommitted(recording, operation);
    for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
      const kind = kinds.at(part);
      const offset = offsets.at(part);
      if (offset === UNKNOWN_OFFSET || !(kind === POLLED || (kind === SENT && committed))) continue;
      const record = subjects.at(part);
      if (firstPlaces[record] === offset) continue;
      if (firstPlaces[record] === UNKNOWN_OFFSET) firstPlaces[record] = offset;
      seen.push(record);
      places.push(offset);
    }
  }
  return { seen, places };
}

/** The numbers of the sightings, by key, by offset and by record. */
function sortedSightings({ records }: Recording, seen: IntList, places: NumberList): Int32Array {
  const compare = (one: number, other: number): number =>
    places.at(one) - places.at(other) || seen.at(one) - seen.at(other);
  const starts = new Int32Array(records.keys + 1);
  for (const record of seen.items()) starts[records.keyOfRecord(record) + 1] += 1;
  for (let key = 0; key < records.keys; key += 1) starts[key + 1] += starts[key];
  const ends = starts.slice();
  const sorted = new Int32Array(seen.length);
  for (let sighting = 0; sighting < seen.length; sighting += 1) {
    const key = records.keyOfRecord(seen.at(sighting));
    sorted[ends[key]] = sighting;
    ends[key] += 1;
  }
  for (let key = 0; key < records.keys; key += 1) {
    const of = sorted.subarray(starts[key], starts[key + 1]);
    // Most histories tell a log from its beginning to its end.
    if (of.some((sighting, at) => at > 0 && compare(of[at - 1], sighting) > 0)) of.sort(compare);
  }
  return sorted;
}

/** Where records disagree about an offset, one has to stand for it. */
function chooseRecords(
  { records }: Recording,
  { slotStarts, entries }: { readonly slotStarts: Int32Array; readonly entries: Int32Array },
): void {
  for (let slot = 0; slot + 1 < slotStarts.length; slot += 1) {
    const of = entries.subarray(slotStarts[slot], slotStarts[slot + 1]);
    if (of.length > 1) of.sort((one, other) => clojureSetOrder(records.valueOf(one), records.valueOf(other)));
  }
}

function placesOf(
  count: number,
  { slotStarts, entries }: { readonly slotStarts: Int32Array; readonly entries: Int32Array },
): Pick<VersionOrder, 'slotOf' | 'firstSlotOf' | 'lastSlotOf'> {
  const slotOf = new Int32Array(count).fill(NOWHERE);
  const firstSlotOf = new Int32Array(count).fill(NOWHERE);
  const lastSlotOf = new Int32Array(count).fill(NOWHERE);
  for (let slot = 0; slot + 1 < slotStarts.length; slot += 1) {
    slotOf[entries[slotStarts[slot]]] = slot;
    for (let at = slotStarts[slot]; at < slotStarts[slot + 1]; at += 1) {
      if (firstSlotOf[entries[at]] === NOWHERE) firstSlotOf[entries[at]] = slot;
      lastSlotOf[entries[at]] = slot;
    }
  }
  return { slotOf, firstSlotOf, lastSlotOf };
}
