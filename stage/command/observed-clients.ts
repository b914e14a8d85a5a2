import { API } from '../../wire/api-keys.ts';
import type { Life } from '../process/time/life.ts';
import type { Answered, Misread, Witness } from '../process/network/witness.ts';
import { isEmptyFetch } from './moments.ts';

/** What the requests of processes tell of them: who is a member, who has a transactional id, who waits for records. */
export class ObservedClients implements Witness {
  /** The client library, as it names itself (KIP-511): `librdkafka 2.16.1`. */
  software: string | undefined;
  /** The first request that no broker understood. */
  misunderstood: Misread | undefined;
  /** By member id. */
  readonly members = new Map<string, Life>();
  /** By transactional id: the last who has asked for it. */
  readonly transactional = new Map<string, Life>();
  /** Member ids that requests have named: whoever was given them has heard of it. */
  readonly #heard = new Set<string>();
  /** Those that have taken their place in a group. */
  readonly #joined = new Set<Life>();
  /** Those that have asked for records when there were none. */
  readonly #idle = new Set<Life>();

  answered({ life, request, body }: Answered): void {
    const { apiKey, body: asked } = request;
    const { clientSoftwareName, clientSoftwareVersion } = asked;
    if (apiKey === API.ApiVersions && typeof clientSoftwareName === 'string' && clientSoftwareName !== '')
      this.software = [clientSoftwareName, clientSoftwareVersion].join(' ');
    if (typeof asked.memberId === 'string') this.#heard.add(asked.memberId);
    if (apiKey === API.JoinGroup && typeof body.memberId === 'string') this.members.set(body.memberId, life);
    if (apiKey === API.InitProducerId && typeof asked.transactionalId === 'string')
      this.transactional.set(asked.transactionalId, life);
    if (apiKey === API.SyncGroup && !body.errorCode) this.#joined.add(life);
    if (apiKey === API.Fetch && isEmptyFetch(body)) this.#idle.add(life);
  }

  misread(misread: Misread): void {
    this.misunderstood ??= misread;
  }

  /** Whether a member id was given to a process that has never named it: the answer may have been lost. */
  isUnheard(memberId: string): boolean {
    return this.members.has(memberId) && !this.#heard.has(memberId);
  }

  /** Whether a process has got where it waits for something to do. */
  isSettled(life: Life): boolean {
    return this.#joined.has(life) || this.#idle.has(life);
  }
}
