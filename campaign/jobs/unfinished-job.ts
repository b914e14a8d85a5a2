/** A job did not come to its end: it has no result, and may be done again. */
export class UnfinishedJob extends Error {
  override readonly name = 'UnfinishedJob';
}
