import type { Wire } from './wire.ts';

/** So many of the same answer, one soon after another, are given at once. */
const AT_ONCE = 10;
/** From then on there is so much between two of them. */
const APART_MS = 1000;
/** An answer's length and the number of its request, which differ. */
const HEAD_BYTES = 8;

interface Given {
  readonly bytes: Buffer;
  readonly at: number;
  readonly times: number;
}

/**
 * How much longer an answer takes that a connection is given over and over, as to a consumer that has resolved no offset and reads the
 * same records for ever. A broker may take its time: minutes of that would be tens of thousands of events in which nothing happens.
 */
export class SameAgain {
  readonly #given = new WeakMap<Wire, Given>();

  longerMs(wire: Wire, answer: Buffer, now: number): number {
    const bytes = answer.subarray(HEAD_BYTES);
    const { at, times } = this.timesBefore(wire, bytes, now);
    const longerMs = times < AT_ONCE ? 0 : Math.max(0, at + APART_MS - now);
    this.#given.set(wire, { bytes, at: now + longerMs, times });
    return longerMs;
  }

  private timesBefore(wire: Wire, bytes: Buffer, now: number): Omit<Given, 'bytes'> {
    const last = this.#given.get(wire);
    if (last === undefined || now > last.at + APART_MS || !last.bytes.equals(bytes)) return { at: now, times: 0 };
    return { at: last.at, times: last.times + 1 };
  }
}
