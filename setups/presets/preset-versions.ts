import type { ApplicationConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { isSince, type Release } from '../release.ts';
import type { Versions } from '../versions.ts';
import { EXACTLY_ONCE_SINCE } from './of-connect.ts';
import type { PresetName } from './presets.ts';

/** What a loop takes of the versions of Kafka, and what is to be done where they are older. */
interface Need {
  readonly clients: string;
  readonly brokers?: string;
  readonly why: string;
  readonly wayOut: string;
}

/** KIP-447: one producer a process is fenced by the group's generation, which brokers know since 2.5. */
const BY_GENERATION = {
  brokers: '2.5',
  wayOut:
    'for a producer for each partition, as it was before, set application.transactional.ids: per-partition; or name a later version',
};

const NEEDS: Readonly<Partial<Record<PresetName, Need>>> = {
  'streams-exactly-once-v2': {
    ...BY_GENERATION,
    clients: '2.6',
    why: 'Kafka Streams has exactly_once_v2 since 2.6, as exactly_once_beta, with brokers of 2.5 (KIP-447)',
  },
  'spring-transactional': {
    ...BY_GENERATION,
    clients: '2.5',
    why: 'Spring has one producer for each process (EOSMode.V2) with clients and brokers of 2.5 (KIP-447)',
  },
  'connect-source-exactly-once': {
    clients: EXACTLY_ONCE_SINCE,
    why: `Kafka Connect has exactly.once.source.support since ${EXACTLY_ONCE_SINCE} (KIP-618)`,
    wayOut: 'say connect-source, or name a later version',
  },
};

/** Refuses a loop that there is not with these versions. */
export function refuseTooOld(given: Given, { clients, brokers }: Versions, application: ApplicationConfig): void {
  const name = given.value('application', 'preset');
  const need = name === undefined ? undefined : (NEEDS as Readonly<Record<string, Need | undefined>>)[name];
  if (need === undefined || (need.brokers !== undefined && isEach(application))) return;
  const isThere = isSince(clients, need.clients) && isNewEnough(brokers, need.brokers);
  if (isThere) return;
  given.refuse(
    ['application'],
    given.place('application', 'preset'),
    `application.preset cannot be ${name} with this version: ${need.why}`,
    need.wayOut,
  );
}

const isEach = (application: ApplicationConfig): boolean => application['transactional.ids'] === 'per-partition';

const isNewEnough = (brokers: Release, since: string | undefined): boolean =>
  since === undefined || isSince(brokers, since);
