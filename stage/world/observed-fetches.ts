import { API } from '../../wire/api-keys.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { Fetched } from '../ledger.ts';
import { topicPartition } from '../verdict/expected.ts';

interface Asked {
  readonly topics: readonly {
    readonly topic: string;
    readonly topicId: string;
    readonly partitions: readonly { readonly partition: number; readonly fetchOffset: number }[];
  }[];
}

/** How far partitions were read, as fetches tell it. */
export class ObservedFetches {
  readonly #byPlace = new Map<string, Fetched>();
  private readonly nameOf: (topicId: string) => string;

  /** @param nameOf the topic of an id: newer requests name it by that. */
  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  received({ apiKey, body }: Arrived): void {
    if (apiKey !== API.Fetch) return;
    for (const { topic: name, topicId, partitions } of (body as unknown as Asked).topics)
      for (const { partition, fetchOffset: offset } of partitions) {
        const one = { topic: name || this.nameOf(topicId), partition, offset };
        const place = topicPartition(one);
        if (offset > (this.#byPlace.get(place)?.offset ?? -1)) this.#byPlace.set(place, one);
      }
  }

  get all(): readonly Fetched[] {
    return [...this.#byPlace.values()];
  }
}
