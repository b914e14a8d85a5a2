/** The largest frame that is believed: `socket.request.max.bytes` of Kafka. Anything longer is no frame of Kafka's. */
const FRAME_BYTES_MAX = 104_857_600;

/**
 * Cuts a stream of bytes into Kafka's frames: four bytes of length, big-endian, and as many bytes of payload.
 *
 * @see https://kafka.apache.org/protocol#protocol_common
 */
export class FrameCutter {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * Payloads that are whole by now, in order; the rest waits for more.
   *
   * @throws {RangeError} on a length that no Kafka broker would accept.
   */
  push(chunk: Buffer): readonly Buffer[] {
    let rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames: Buffer[] = [];
    while (rest.length >= 4) {
      const length = rest.readInt32BE(0);
      if (length < 0 || length > FRAME_BYTES_MAX) throw new RangeError(`a frame of ${length} bytes`);
      if (rest.length < 4 + length) break;
      frames.push(rest.subarray(4, 4 + length));
      rest = rest.subarray(4 + length);
    }
    this.#rest = rest;
    return frames;
  }
}

/** A payload with its length before it, as it goes over the wire. */
export function framed(payload: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(4 + payload.length);
  frame.writeInt32BE(payload.length, 0);
  payload.copy(frame, 4);
  return frame;
}
