import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import { commaListed } from '../comma-list.ts';
import type { Given } from '../given.ts';
import { isSince, type Release, valueAt } from '../release.ts';

/** A key of what the machine leaves out, by which Kafka breaks a guarantee that is judged. */
interface UnsearchedKey {
  /** What a verdict does not cover. */
  readonly name: string;
  /** Where it may be given; the first that is counts. */
  readonly places: readonly (readonly ['topic' | 'broker', string])[];
  /** Whether a run of the setup could meet it, with that value. */
  readonly meets: (value: string, setup: Setup, brokers: Release) => boolean;
  /** What happens, and in which versions, as an end of a sentence. */
  readonly what: string;
}

const UNSEARCHED_KEYS: readonly UnsearchedKey[] = [
  {
    // BrokerServer.shutdown at 4.1.2, KafkaServer.controlledShutdown before.
    name: 'controlled.shutdown.enable',
    places: [['broker', 'controlled.shutdown.enable']],
    meets: (value, { cluster, faults }) =>
      value.trim().toLowerCase() === 'false' && faults['broker.shutdown'] > 0 && cluster.brokers > 1,
    what: 'a broker that is stopped hands nothing over first, which it does in broker.shutdown; the fault broker.crash is such a stop',
  },
  {
    // Cleaner.cleanInto: shouldRetainRecord.
    name: 'KAFKA-14055',
    places: [
      ['topic', 'cleanup.policy'],
      ['broker', 'log.cleanup.policy'],
    ],
    meets: (value, { producer }, brokers) =>
      commaListed(value).includes('compact') &&
      producer['transactional.id'] !== null &&
      !valueAt([[false], [true, '3.0.2', '3.1.2', '3.2.1', '3.3.0']], brokers),
    what: 'a record whose key is the four bytes of a marker’s, such as the integers 0 and 1, makes the cleaner remove that marker before its transaction’s records, which hang or become part of the next transaction (KAFKA-14055; mended in 3.0.2, 3.1.2, 3.2.1 and 3.3)',
  },
  {
    // RemoteLogManager.read: upperBoundOffset.
    name: 'KAFKA-17801',
    places: [['topic', 'remote.storage.enable']],
    meets: (value, setup, brokers) =>
      value === 'true' &&
      setup.producer['transactional.id'] !== null &&
      readerOf(setup)['isolation.level'] === 'read_committed' &&
      FAULT_KINDS.some((kind) => setup.faults[kind] > 0) &&
      isSince(brokers, '3.6') &&
      !valueAt([[false], [true, '3.9.1', '4.0.0']], brokers),
    what: 'a fetch from a remote segment may leave out an aborted transaction of those that it names, whose records a read_committed reader then takes for committed (KAFKA-17801; mended in 3.9.1 and 4.0)',
  },
];

/** Who reads what the producers of a setup write in transactions. */
const readerOf = ({ application, consumer, downstream }: Setup): Setup['downstream'] =>
  application.shape === 'transform' ? downstream : consumer;

/**
 * What the keys of a setup ask of Kafka that the machine leaves out, where Kafka breaks a guarantee by it; a note of each says what,
 * and it is no key without effect.
 *
 * @returns their names.
 */
export function unsearchedKeys(given: Given, brokers: Release, setup: Setup): readonly string[] {
  return UNSEARCHED_KEYS.filter(({ places, meets, what }) => {
    const place = places.find(([section, key]) => given.place(section, key) !== undefined);
    if (place === undefined) return false;
    const value = given.ignoredText(...place);
    if (value === undefined || !meets(value, setup, brokers)) return false;
    given.heed(...place);
    given.note(`not in the machine: ${place[1]}=${value}: ${what}`);
    return true;
  }).map(({ name }) => name);
}
