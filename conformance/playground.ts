import type { Setup } from '../model/setup.ts';
import type { PlayedCluster } from './brokers/played-cluster.ts';
import type { RulesOfPlay } from './schedules/rules-of-play.ts';

/** Where schedules are played: clusters that are started for them, or one that is there. */
export interface Playground {
  readonly rules: RulesOfPlay;
  /** Of Kafka, as far as it is known: `4.3.1`, or `4.3`. */
  readonly version: string;
  /** Begins what tells the schedules of a playground apart in the names of topics. */
  readonly prefix: string;
  /** Plays on a cluster that fits the setup. @returns what `play` returns. */
  on<T>(setup: Setup, play: (cluster: PlayedCluster) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
