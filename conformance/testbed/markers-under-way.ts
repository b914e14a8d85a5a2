/** A marker: of a transactional id, to one partition; `OFFSETS` or the machine's. */
export interface MarkerOf {
  readonly id: number;
  readonly partition: number;
}

/** Stands for the partition of `__consumer_offsets`. */
export const OFFSETS = -1;

/** What has become of the markers that the coordinator has asked for. */
export class MarkersUnderWay {
  readonly #answers = new Map<string, Promise<string>>();
  readonly #late = new Map<string, Buffer>();

  /** The leader has the request, and will answer with the name of an error. */
  written(marker: MarkerOf, answer: Promise<string>): void {
    this.#answers.set(keyOf(marker), answer);
  }

  /** What the leader says; undefined where it was never asked. */
  answerTo(marker: MarkerOf): Promise<string> | undefined {
    return this.#answers.get(keyOf(marker));
  }

  /** The coordinator has heard of it. */
  forget(marker: MarkerOf): void {
    this.#answers.delete(keyOf(marker));
  }

  /** The request has outlived the coordinator's connection. */
  keep(marker: MarkerOf, transaction: number, payload: Buffer): void {
    this.#late.set(`${keyOf(marker)} ${transaction}`, payload);
  }

  /** The request that was kept. */
  kept(marker: MarkerOf, transaction: number): Buffer | undefined {
    return this.#late.get(`${keyOf(marker)} ${transaction}`);
  }
}

const keyOf = ({ id, partition }: MarkerOf): string => `${id} ${partition}`;
