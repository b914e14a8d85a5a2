import type { Setup } from '../../model/setup.ts';
import type { Change } from './change.ts';

/** What becomes of a record that the handler fails on, where the loop may go on behind it and nobody keeps it. */
function failureChanges({ application, faults }: Setup): readonly Change[] {
  const { 'on.processing.failure': onFailure, 'on.send.failure': onSendFailure } = application;
  if (faults['processing.failed'] === 0) return [];
  const others = KEEPS_RECORD.map(
    ({ text, value }): Change => ({
      text: `${text} (on.processing.failure: ${value})`,
      edit: { application: { 'on.processing.failure': value } },
    }),
  );
  if (onFailure === 'skip') return others;
  if (onFailure === 'retry') return others.slice(0, 1);
  if (onFailure !== 'dead-letter' || onSendFailure === 'seek' || onSendFailure === 'resend') return [];
  // Producers upstream are not concerned.
  const seeks: Change = {
    text: 'wait until the dead letter is stored, and seek back to its record where it was refused (on.send.failure: seek)',
    edit: { application: { 'on.send.failure': 'seek' } },
  };
  const waits: Change = {
    text: 'wait until the dead letter is stored, and send it again where it was refused (on.send.failure: resend)',
    edit: { application: { 'on.send.failure': 'resend' } },
  };
  return [seeks, waits, ...others];
}

const KEEPS_RECORD = [
  { text: 'seek back to a record that could not be processed', value: 'seek' },
  { text: 'try again what could not be processed', value: 'retry' },
] as const;

/** Whether records are handed to workers. */
export const hasWorkers = ({ shape, processing }: Setup['application']): boolean =>
  shape === 'consume' && processing === 'async';

/** A listener that waits, where there was none as well. */
export const drain = ({ 'rebalance.listener': listens }: Setup['application']): Change => ({
  text: 'let the revoke callback wait until what is in hand has been processed, and commit it (on.revoke: drain)',
  edit: { application: { ...(listens ? {} : { 'rebalance.listener': true }), 'on.revoke': 'drain' } },
});

/** What the loop around the consumer may do otherwise: who processes, and in which order. */
export function loopChanges(setup: Setup): readonly Change[] {
  const { application } = setup;
  const changes: Change[] = [];
  if (application.subscription === 'assign') {
    changes.push({
      text: 'subscribe(), so that the group gives a partition to one consumer alone (subscription: subscribe)',
      edit: { application: { subscription: 'subscribe' } },
    });
  }
  if (application.offsets === 'external') {
    changes.push({
      text: 'write a row only where it is not past the record, and roll the effect back otherwise (offsets.guard: offset)',
      edit: { application: { 'offsets.guard': 'offset' } },
    });
  }
  if (application['commit.covers'] === 'highest') {
    changes.push({
      text: 'commit up to the oldest record that is not done (commit.covers: contiguous)',
      edit: { application: { 'commit.covers': 'contiguous' } },
    });
  }
  if (application['commit.every'] !== 'batch' && application['on.close'] === 'nothing') {
    changes.push({
      text: 'commit what has been processed before the consumer is closed (on.close: commit)',
      edit: { application: { 'on.close': 'commit' } },
    });
  }
  if (application.workers > 1 && application.order === 'none') {
    changes.push({
      text: 'have records of one key wait for each other (order: key)',
      edit: { application: { order: 'key' } },
    });
  }
  if (application.workers > 1) {
    changes.push({
      text: 'one worker, which takes one record after the other (workers: 1)',
      edit: { application: { workers: 1, order: 'none', processing: 'async' } },
    });
  }
  changes.push(...failureChanges(setup));
  // Whoever has workers keeps them, where that is enough.
  if (hasWorkers(application)) changes.push(drain(application));
  changes.push(synchronous(setup));
  return changes;
}

/** Nothing is committed of which the loop does not know that it is done. */
const synchronous = ({ application: { shape, workers } }: Setup): Change => ({
  text:
    shape === 'transform'
      ? 'wait for the answers to what was sent before its offsets are committed (processing: sync)'
      : 'process synchronously, before the next poll',
  edit: { application: { processing: 'sync', ...(workers > 1 ? { workers: 1, order: 'none' } : {}) } },
});

/** Offsets that nobody but the loop commits. */
export const BY_HAND: Change = {
  text: 'commit after processing, by hand (enable.auto.commit=false)',
  edit: { consumer: { 'enable.auto.commit': false }, application: { commit: 'after-processing' } },
};

/** Where a record may be lost behind a handler that has failed, and behind what its loop commits: both at once. */
export function twoLoopChanges(setup: Setup): readonly Change[] {
  const { processing, commit } = setup.application;
  const [kept] = failureChanges(setup);
  if (kept === undefined) return [];
  const others = [
    ...(processing === 'async' ? [synchronous(setup)] : []),
    ...(commit === 'auto' || commit === 'before-processing' ? [BY_HAND] : []),
  ];
  return others.map(({ text, edit }) => ({
    text: `${kept.text}, and ${text}`,
    edit: { ...edit, application: { ...edit.application, ...kept.edit.application } },
  }));
}
