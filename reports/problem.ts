/** What is wrong with something that the user gave: where, why, and what to do about it. */
export class Problem extends Error {
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
