import { type Analysis, indexOf } from '../analysis.ts';
import type { AnomalyName } from '../anomalies.ts';
import { RECORDS_MAX } from '../findings.ts';
import { Component, type Relations } from './component.ts';
import { dependenciesOf, dependencyGraph, isEmpty } from './dependencies.ts';
import { ellesCircle } from './elles-circle.ts';
import { shortestCircle } from './shortest-circle.ts';
import { stronglyConnected } from './strongly-connected.ts';

const WRITES: Relations = { ww: true, wr: false, realtime: false };
const READS: Relations = { ww: true, wr: true, realtime: false };
const WRITES_IN_TIME: Relations = { ww: true, wr: false, realtime: true };
const READS_IN_TIME: Relations = { ww: true, wr: true, realtime: true };

/**
 * The anomalies of circles (Adya), as Elle names them: `G0`, `G1c`, their variants in real time, and beside each the
 * `-cycle-exists` of the level that it rules out. One case for every set of operations that all depend on each other,
 * and for what is worst in it: as Elle does, a circle of writes hides those of reads and time in the same set.
 *
 * Not all names of Elle can come out. Without anti-dependencies there is no G-single and no G2; the order of one
 * process is part of that of time, so nothing is named `-process`.
 *
 * @param wwDeps whether the order in which transactions wrote to a partition is a dependency.
 */
export function findCycles(analysis: Analysis, wwDeps: boolean): void {
  const { recording, order, findings } = analysis;
  const dependencies = dependenciesOf(recording, order, wwDeps);
  if (isEmpty(dependencies)) findings.add('empty-transaction-graph', () => ({ operations: recording.length }));
  stronglyConnected(dependencyGraph(dependencies), (vertices) => {
    const operations = vertices.filter((vertex) => vertex < recording.length);
    if (operations.length > 1) findIn(analysis, new Component(dependencies, operations));
  });
}

function findIn(analysis: Analysis, component: Component): void {
  const writes = component.circles(WRITES);
  if (writes.length > 0) {
    tell(analysis, component, 'PL-1-cycle-exists', WRITES, writes);
    return;
  }
  const reads = component.circles(READS);
  if (reads.length > 0) tell(analysis, component, 'PL-2-cycle-exists', READS, reads);
  const inTime = component.circles(WRITES_IN_TIME);
  if (inTime.length > 0) tell(analysis, component, 'strong-PL-1-cycle-exists', WRITES_IN_TIME, inTime);
  if (reads.length > 0 || inTime.length > 0) return;
  tell(analysis, component, 'strong-PL-2-cycle-exists', READS_IN_TIME, component.circles(READS_IN_TIME));
}

/** Tells that a circle exists, in the smallest set where one does, and one of them. */
function tell(
  analysis: Analysis,
  component: Component,
  name: AnomalyName,
  relations: Relations,
  circles: readonly Int32Array[],
): void {
  const { findings } = analysis;
  const [smallest] = circles;
  const index = (at: number): number => indexOf(analysis, component.operations[at]);
  findings.add(name, () => ({
    'scc-size': smallest.length,
    scc: Array.from(smallest, index)
      .sort((one, other) => one - other)
      .slice(0, RECORDS_MAX),
  }));
  const circle = ellesCircle(component, relations, index) ?? shortestCircle(component, smallest, relations);
  const steps = circle.slice(1).map((after, at) => component.reason(circle[at], after));
  findings.add(cycleName(steps), () => ({ cycle: circle.slice(0, RECORDS_MAX).map(index), steps }));
}

/** A circle is named after its reasons: where an operation has also read what the one before it wrote, that counts. */
function cycleName(steps: readonly string[]): AnomalyName {
  const inTime = steps.includes('realtime');
  if (steps.includes('wr')) return inTime ? 'G1c-realtime' : 'G1c';
  return inTime ? 'G0-realtime' : 'G0';
}
