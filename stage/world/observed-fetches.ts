import { API } from '../../wire/api-keys.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { FetchBody } from '../cluster/waiting.ts';
import type { Fetched } from '../ledger.ts';
import type { Life } from '../process/time/life.ts';
import { topicPartition } from '../topic-partition.ts';

/** How far each life has read partitions, as its fetches tell it. */
export class ObservedFetches {
  readonly #highest = new Map<string, Fetched>();
  private readonly nameOf: (topicId: string) => string;

  /** @param nameOf the topic of an id: newer requests name it by that. */
  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  received({ apiKey, body }: Arrived, { process, incarnation }: Pick<Life, 'process' | 'incarnation'>): void {
    if (apiKey !== API.Fetch) return;
    for (const { topic: name, topicId, partitions } of (body as unknown as FetchBody).topics)
      for (const { partition, fetchOffset: offset } of partitions) {
        const place = { topic: name || this.nameOf(topicId), partition };
        const whose = `${process}/${incarnation} ${topicPartition(place)}`;
        const { from, offset: highest } = this.#highest.get(whose) ?? { from: offset, offset };
        this.#highest.set(whose, { ...place, from, offset: Math.max(offset, highest), process, incarnation });
      }
  }

  get all(): readonly Fetched[] {
    return [...this.#highest.values()];
  }
}
