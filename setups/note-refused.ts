import type { Given } from './given.ts';
import type { Setup } from '../model/setup.ts';

/**
 * Says what is not judged where a record may be refused for good: a transform that starts its batch again tries it for
 * ever, as an application does that restarts after a RecordTooLargeException, and no run with it comes to rest.
 */
export function noteRefused(given: Given, { application, faults }: Setup): void {
  if (faults['request.refused'] === 0 || application.shape !== 'transform' || !triesForEver(application)) return;
  given.note(
    'request.refused: an output that is refused for good is tried for ever by this loop, which gets no further; what the guarantees say of the end of a run is said of the others',
  );
}

function triesForEver(application: Setup['application']): boolean {
  const { commit, processing } = application;
  if (commit === 'transaction') return application['rewind.on.abort'];
  if (processing === 'async') return false;
  // What was committed before is not read again.
  return commit !== 'before-processing' || application['on.send.failure'] === 'resend';
}
