import type { LibraryName } from '../../setups/clients/libraries.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { COMMIT_AFTER, merged, small } from '../claims/setups.ts';
import type { Hazard } from './hazard.ts';

/** One broker, one partition, one member that commits by hand after processing, no faults; but for what `draft` says. */
export const byHand = (draft: SetupDraft): SetupDraft =>
  small(merged(COMMIT_AFTER, { consumer: { 'enable.auto.commit': false } }, draft));

/** As `byHand`, with a transactional producer and a reader of committed records. */
export const inTransactions = (draft: SetupDraft): SetupDraft =>
  byHand(
    merged({ producer: { 'transactional.id': 'writer' }, consumer: { 'isolation.level': 'read_committed' } }, draft),
  );

/** A setup with a version of a library that has the bug, and its control: the same with the version that mended it. */
export const versioned = (
  setup: SetupDraft,
  library: LibraryName,
  version: string,
  mended: string,
): Pick<Hazard, 'setup' | 'control'> => ({
  setup: merged(setup, { client: { library, version } }),
  control: merged(setup, { client: { library, version: mended } }),
});

/** A setup with a version of a library whose bug nobody has mended, and its control: the same with the Java client's behaviour. */
export const unmended = (
  setup: SetupDraft,
  library: LibraryName,
  version: string,
  client: SetupDraft['client'],
): Pick<Hazard, 'setup' | 'control'> => ({
  setup: merged(setup, { client: { library, version } }),
  control: merged(setup, { client: { library, version, ...client } }),
});

/** A setup with one switch thrown, and its control: the same with the Java client's behaviour. */
export const switched = (setup: SetupDraft, client: SetupDraft['client']): Pick<Hazard, 'setup' | 'control'> => ({
  setup: merged(setup, { client }),
  control: setup,
});
