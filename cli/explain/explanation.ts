import type { StandsFor } from '../../setups/stands-for.ts';

/** What there is to know of one key, or of the name of a client library or a preset. */
export interface Explanation {
  /** `producer.acks`; `client: kafkajs`. */
  readonly name: string;
  readonly says: string;
  /** What is known besides, each with a word for what it is. */
  readonly facts: readonly (readonly [what: string, text: string])[];
  /** What it is set to in hazards and their controls, each as a line. */
  readonly decides: readonly string[];
  /** What it stands for, where that is several keys. */
  readonly standsFor: readonly StandsFor[];
}
