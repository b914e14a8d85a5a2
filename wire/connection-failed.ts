/** No answer from a broker: it does not listen, went away, or is silent. What it made of a request is not known. */
export class ConnectionFailed extends Error {
  override readonly name = 'ConnectionFailed';
  /** HOST:PORT. */
  readonly address: string;
  readonly reason: string;

  constructor(address: string, reason: string) {
    super(`connection to ${address}: ${reason}`);
    this.address = address;
    this.reason = reason;
  }
}
