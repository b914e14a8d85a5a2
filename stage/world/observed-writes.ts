import { API } from '../../wire/api-keys.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { ProduceBody } from '../cluster/waiting.ts';
import { markersIn } from '../process/markers.ts';

/** What clients have asked to be written: records of the input, by topic, once, or twice and more often. Of what is compressed it is the topic alone. */
export class ObservedWrites {
  readonly #times = new Map<string, number>();
  private readonly markers: readonly string[];

  constructor(markers: readonly string[]) {
    this.markers = markers;
  }

  received({ apiKey, body }: Arrived): void {
    if (apiKey !== API.Produce) return;
    for (const { name, topicId = '', partitionData } of (body as unknown as ProduceBody).topicData)
      for (const { records } of partitionData) {
        const what = `${name || topicId} ${markersIn(records, this.markers).join()}`;
        this.#times.set(what, Math.min((this.#times.get(what) ?? 0) + 1, 2));
      }
  }

  /** Equal where nothing was written that had not been written twice before. */
  get all(): string {
    return JSON.stringify([...this.#times]);
  }
}
