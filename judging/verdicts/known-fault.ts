import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { LibraryName } from '../../setups/clients/libraries.ts';
import { isSince } from '../../setups/release.ts';

/** A fault of some versions of Kafka or of a client library, or of all, that the machine lacks, so that a verdict may say more than is so. */
export interface KnownFault {
  /** Its issue; in a few words where it has none. */
  readonly name: string;
  /** What happens, its issue, and where it is mended, as a clause. */
  readonly what: string;
  /** Whether a run of the setup could meet it, with the faults and in the scope that it has. */
  readonly meets: (setup: Setup) => boolean;
}

/** Whether a setup allows a fault of one of these kinds. */
export const any = ({ faults }: Setup, ...kinds: readonly FaultKind[]): boolean =>
  kinds.some((kind) => faults[kind] > 0);

/** Whether the clients are that library, of a version from the first on, and before the second. */
export function isOf({ client }: Setup, library: LibraryName, first: string, mended: string): boolean {
  if (client.library !== library || client.version === undefined) return false;
  const release = client.version.split('.').map(Number);
  return isSince(release, first) && !isSince(release, mended);
}
