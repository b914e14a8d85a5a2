import type { Setup } from '../model/setup.ts';
import { heal } from './brokers/healing.ts';
import { type Lab, LiveCluster } from './brokers/live-cluster.ts';
import type { Playground } from './playground.ts';
import { LAB_RULES } from './schedules/rules-of-play.ts';

/** Clusters for one schedule after another: one is kept as long as it fits. */
export class LiveClusters implements Playground {
  readonly rules = LAB_RULES;
  readonly version: string;
  readonly prefix = '';
  readonly #lab: Lab;
  #live: LiveCluster | null = null;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.version = lab.jars.version;
  }

  /**
   * Plays on a cluster that fits the setup.
   *
   * @returns what `play` returns; when it fails, or the cluster cannot be healed afterwards, that is not used again.
   */
  async on<T>(setup: Setup, play: (live: LiveCluster) => Promise<T>): Promise<T> {
    if (this.#live !== null && !this.#live.fits(this.#lab, setup)) await this.close();
    this.#live ??= await LiveCluster.start(this.#lab, setup);
    const live = this.#live;
    let isWell = false;
    try {
      const result = await play(live);
      isWell = await heal(live).then(
        () => true,
        () => false,
      );
      return result;
    } finally {
      if (!isWell) await this.close();
    }
  }

  async close(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    await live?.close();
  }
}
