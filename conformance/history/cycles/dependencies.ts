import { OK, POLLED, type Recording, SENT } from '../recording/recording.ts';
import { NOBODY } from '../recording/records.ts';
import { NOWHERE, recordAt, type VersionOrder } from '../version-order.ts';
import type { Graph } from './graph.ts';

/** Of what kind a dependency is. */
export const WW = 0;
export const WR = 1;

/** Who an operation depends on through one of its parts, or `NOBODY`. */
export interface Dependencies {
  /** Whose record was polled, or after whose a record was sent; `kind` asks for one of the two alone. */
  writerBefore(operation: number, part: number, kind?: number): number;
  readonly recording: Recording;
}

/**
 * What operations depend on. wr: what was polled was sent by another. ww, where it is asked for: the record before
 * the one that was sent, in the order of the log, was sent by another. An operation does not depend on itself.
 */
export function dependenciesOf(recording: Recording, order: VersionOrder, wwDeps: boolean): Dependencies {
  const { kinds, subjects, records } = recording;
  return {
    recording,
    writerBefore(operation, part, kind) {
      const record = subjects.at(part);
      let writer = NOBODY;
      if (kinds.at(part) === POLLED && kind !== WW) writer = records.writerOf(record);
      else if (kinds.at(part) === SENT && wwDeps && kind !== WR && records.writerOf(record) === operation) {
        const before = recordBefore(recording, order, record);
        if (before !== NOBODY) writer = records.writerOf(before);
      }
      return writer === operation ? NOBODY : writer;
    },
  };
}

/** The record before one in its log, or `NOBODY`. */
function recordBefore({ records }: Recording, order: VersionOrder, record: number): number {
  const slot = order.slotOf[record];
  if (slot === NOWHERE || slot === order.keyStarts[records.keyOfRecord(record)]) return NOBODY;
  return recordAt(order, slot - 1);
}

/**
 * The whole graph, turned round: the neighbours of an operation are those that it depends on. What ended before an
 * operation began would be a square of edges; so time has vertices of its own, one behind every operation that came
 * out well, each behind the one before. They follow the operations in number.
 */
export function dependencyGraph(dependencies: Dependencies): Graph {
  const { recording } = dependencies;
  const { length, outcomes, okBefore } = recording;
  const ended: number[] = [];
  for (let operation = 0; operation < length; operation += 1) {
    if (recording.isData(operation) && outcomes.at(operation) === OK) ended.push(operation);
  }
  return {
    vertices: length + ended.length,
    degree: (vertex) => {
      if (vertex >= length) return 2;
      return recording.isData(vertex) ? 1 + recording.to(vertex) - recording.from(vertex) : 0;
    },
    neighbour: (vertex, at) => {
      if (vertex >= length) return at === 0 ? ended[vertex - length] : vertex === length ? -1 : vertex - 1;
      if (at > 0) return dependencies.writerBefore(vertex, recording.from(vertex) + at - 1);
      return okBefore.at(vertex) === 0 ? -1 : length + okBefore.at(vertex) - 1;
    },
  };
}

/** Whether no operation depends on another. */
export function isEmpty(dependencies: Dependencies): boolean {
  const { recording } = dependencies;
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (!recording.isData(operation)) continue;
    if (recording.okBefore.at(operation) > 0) return false;
    for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
      if (dependencies.writerBefore(operation, part) !== NOBODY) return false;
    }
  }
  return true;
}
