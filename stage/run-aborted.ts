/** A run that somebody has ended before it was over: it has no result. */
export class RunAborted extends Error {
  override readonly name = 'RunAborted';
}
