/** What a caller may choose about the choices of random runs. */
export interface SchedulingOptions {
  /**
   * Weight of a type of action relative to the others; 1 for what is left out. Swarm runs scale it, but for those that
   * weigh single actions, which do not look at it.
   */
  readonly weights?: Readonly<Record<string, number>>;
  /** What the weight of a fault is multiplied with, in runs that are not of a swarm; 0.3 when left out. */
  readonly faultWeight?: number;
  /** Let runs differ: by priorities, by fault schedules, by weights of their own; on when left out. */
  readonly swarm?: boolean;
}
