import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';
import { type Lab, LiveCluster } from './live-cluster.ts';

/** What a broker does not recover from by itself, or only slowly. */
const HARMS_BROKERS: ReadonlySet<string> = new Set([
  'broker.crash',
  'broker.power-loss',
  'broker.disk-loss',
  'broker.shutdown',
  'broker.stall',
]);

/** Clusters for one schedule after another: one is kept as long as it fits, and nobody has harmed it. */
export class LiveClusters {
  readonly #lab: Lab;
  #live: LiveCluster | null = null;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /**
   * Plays on a cluster that fits the setup and the schedule.
   *
   * @returns what `play` returns; when it fails, the cluster is not used again.
   */
  async on<T>(setup: Setup, schedule: readonly Action[], play: (live: LiveCluster) => Promise<T>): Promise<T> {
    const lags = schedule.some(({ type }) => type === 'replica.lag');
    if (this.#live !== null && !this.#live.fits(this.#lab, setup, lags)) await this.close();
    this.#live ??= await LiveCluster.start(this.#lab, setup, lags);
    const live = this.#live;
    let isWell = false;
    try {
      const result = await play(live);
      isWell = !schedule.some(({ type }) => HARMS_BROKERS.has(type));
      return result;
    } finally {
      if (isWell) live.gate.reset();
      else await this.close();
    }
  }

  async close(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    await live?.close();
  }
}
