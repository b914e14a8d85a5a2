/** How long nothing comes where nobody does anything that it waits for: longer than what gathers records commonly waits for more. */
export const PAUSE_MS = 7000;

/** Between records of the input: until it is over, there seem to be no more. */
export interface Pause {
  /** The machine's numbers of the partitions in which records come so. */
  readonly partitions: ReadonlySet<number>;
  readonly isOver: boolean;
  /** How many there have been. */
  readonly times: number;
}

/** What has pauses between records, or not. */
interface Paused {
  readonly pause?: Pause;
}

/** Whether nothing of a partition comes by now. */
export const isHeld = ({ pause }: Paused, partition: number): boolean =>
  pause !== undefined && !pause.isOver && pause.partitions.has(partition);

/** The pause is over: the next record of the input comes. */
export const withoutPause = <Cluster extends Paused>(cluster: Cluster): Cluster =>
  cluster.pause === undefined ? cluster : { ...cluster, pause: { ...cluster.pause, isOver: true } };

/** A record of the input has come: then there is a pause. */
export const withPause = <Cluster extends Paused>(cluster: Cluster): Cluster =>
  cluster.pause === undefined
    ? cluster
    : { ...cluster, pause: { ...cluster.pause, isOver: false, times: cluster.pause.times + 1 } };
