/** What is wrong with what the bench was given, so that it cannot measure: where, why, and what to do about it. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
  readonly place: string;
  readonly reason: string;
  readonly wayOut: string;

  constructor(place: string, reason: string, wayOut: string) {
    super(`${place}: ${reason}`);
    this.place = place;
    this.reason = reason;
    this.wayOut = wayOut;
  }
}
