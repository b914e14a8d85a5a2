import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import { isSince } from '../setups/release.ts';
import { versionsOf } from '../setups/versions.ts';

/** A fault of some versions of Kafka that the machine lacks, so that a verdict may say more than is so. */
export interface KnownFault {
  /** Its issue; in a few words where it has none. */
  readonly name: string;
  /** What happens, its issue, and where it is mended, as a clause. */
  readonly what: string;
  /** Whether a run of the setup could meet it, with the faults and in the scope that it has. */
  readonly meets: (setup: Setup) => boolean;
}

/** Each was seen on real brokers; docs/model.md has them under "Left out". */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    name: 'KAFKA-19446',
    what: 'a WriteTxnMarkers that arrives late ends the next transaction (KAFKA-19446; refused from 4.2 on with transactions of version 2)',
    meets: (setup) =>
      hasTransactions(setup) &&
      requestsArriveLate(setup) &&
      (setup.protocol.transactionVersion === 1 || !isSince(versionsOf(setup).brokers, '4.2')),
  },
  {
    name: 'KAFKA-15449',
    what: 'a TxnOffsetCommit that arrives after its transaction is not verified and leaves its offset pending (KAFKA-15449; refused from 3.7 on)',
    meets: (setup) => sendsOffsets(setup) && requestsArriveLate(setup) && !isSince(versionsOf(setup).brokers, '3.7'),
  },
  {
    name: 'late offsets of transactions of version 1',
    what: 'a TxnOffsetCommit that arrives late in the next transaction takes committed offsets back (transactions of version 1, in every version)',
    meets: (setup) => sendsOffsets(setup) && requestsArriveLate(setup) && setup.protocol.transactionVersion === 1,
  },
];

/** The known faults that a run of the setup could meet. */
export const knownFaultsOf = (setup: Setup): readonly KnownFault[] => KNOWN_FAULTS.filter(({ meets }) => meets(setup));

/** Their names, as a field of a document that leaves out what it has nothing of. */
export function lacksOf(setup: Setup): { readonly lacks?: readonly string[] } {
  const names = knownFaultsOf(setup).map(({ name }) => name);
  return names.length === 0 ? {} : { lacks: names };
}

const any = ({ faults }: Setup, ...kinds: readonly FaultKind[]): boolean => kinds.some((kind) => faults[kind] > 0);

/** A request outlives its connection, or the process that sent it. */
const requestsArriveLate = (setup: Setup): boolean =>
  FAULT_KINDS.some((kind) => kind.startsWith('broker.') && any(setup, kind)) ||
  any(setup, 'connection.lost', 'request.lost', 'response.lost', 'leader.moved');

/** There can be a transaction after the first. */
const hasTransactions = ({ producer, application, scope }: Setup): boolean =>
  producer['transactional.id'] !== null &&
  (scope.records > 1 || application.shape === 'transform' || application['on.send.failure'] === 'resend');

const sendsOffsets = (setup: Setup): boolean => hasTransactions(setup) && setup.application.commit === 'transaction';
