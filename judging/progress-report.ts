/** How far a job is. */
export interface ProgressReport {
  /** What is being done. */
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
  /** Of a complete search: states that wait for expansion, and levels so far. */
  readonly queue?: number;
  readonly depth?: number;
}
