import { type Analysis, indexOf, skipped } from '../analysis.ts';
import type { AnomalyName } from '../anomalies.ts';
import { type PartitionsOfOperation, pollsOf, sendsOf } from '../recording/partitions-of-operation.ts';
import { distance } from '../version-order.ts';

/**
 * `int-poll-skip` and `int-nonmonotonic-poll`: within one operation, over all its polls, two records of a partition
 * that follow each other are more than one apart in the log, or in the wrong order, or the same one. A partition that
 * was rebalanced meanwhile is let be.
 */
export function findOrderWithinPolls(analysis: Analysis): void {
  findWithin(
    analysis,
    pollsOf(analysis.recording),
    'int-poll-skip',
    'int-nonmonotonic-poll',
    analysis.recording.rebalanced,
  );
}

/** `int-send-skip` and `int-nonmonotonic-send`: the same of what one operation sends to a partition. */
export function findOrderWithinSends(analysis: Analysis): void {
  findWithin(analysis, sendsOf(analysis.recording), 'int-send-skip', 'int-nonmonotonic-send', new Map());
}

function findWithin(
  analysis: Analysis,
  partitions: PartitionsOfOperation,
  skip: AnomalyName,
  nonmonotonic: AnomalyName,
  exempt: ReadonlyMap<number, ReadonlySet<number>>,
): void {
  const { recording, order, findings } = analysis;
  const { records } = recording;
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (!partitions.concerns(operation)) continue;
    const exempted = exempt.get(operation);
    partitions.read(operation, (before, after) => {
      const delta = distance(order, before, after);
      if (delta === 1 || exempted?.has(records.keyOfRecord(after)) === true) return;
      findings.add(delta > 1 ? skip : nonmonotonic, () => ({
        key: records.nameOf(after),
        values: [records.valueOf(before), records.valueOf(after)],
        delta,
        ...(delta > 1 ? { skipped: skipped(analysis, before, after) } : {}),
        op: indexOf(analysis, operation),
      }));
    });
  }
}
