import type { Answer } from '../../cluster/arrived.ts';
import type { InputRecord, Ledger } from '../../ledger.ts';
import type { Brokers } from './brokers.ts';
import type { Witness } from './witness.ts';

/** The world that a program meets: brokers with the input in them, and what an outsider reads from them at the end. */
export interface BrokerWorld extends Brokers {
  readonly records: readonly InputRecord[];
  /** The topic of an id: newer requests name it by that. */
  nameOf(topicId: string): string;
  /** Told of each answer, so that what is written is known by who wrote it. */
  answered: Witness['answered'];
  /** The next record of the input comes, where there is a pause. Left out where there is never one. */
  readonly comes?: () => readonly Answer[];
  read(): Pick<
    Ledger,
    'outcomes' | 'commits' | 'astray' | 'refused' | 'fetched' | 'joined' | 'joinedBy' | 'mixed' | 'leftOpen'
  >;
}
