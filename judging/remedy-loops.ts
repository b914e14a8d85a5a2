import type { Setup } from '../model/setup.ts';
import type { Change } from './change.ts';

/** What the loop around the consumer may do otherwise: who processes, and in which order. */
export function loopChanges({ application, faults }: Setup): readonly Change[] {
  const changes: Change[] = [];
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
  if (faults['processing.failed'] > 0 && application['on.processing.failure'] === 'skip') {
    changes.push(
      {
        text: 'seek back to a record that could not be processed (on.processing.failure: seek)',
        edit: { application: { 'on.processing.failure': 'seek' } },
      },
      {
        text: 'try again what could not be processed (on.processing.failure: retry)',
        edit: { application: { 'on.processing.failure': 'retry' } },
      },
    );
  }
  changes.push({
    text: 'process synchronously, before the next poll',
    edit: { application: { processing: 'sync', ...(application.workers > 1 ? { workers: 1, order: 'none' } : {}) } },
  });
  return changes;
}
