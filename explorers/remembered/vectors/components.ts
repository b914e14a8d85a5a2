import { avalanche, fingerprint, mixA, mixB } from '../../../model/fingerprint.ts';
import { FingerprintSet } from '../../breadth-first/fingerprint-set.ts';
import { plainCopy } from './plain-copy.ts';

/**
 * The components of one kind, numbered from 0 on in the order in which they first come. Equal ones are one and the same
 * object from then on, frozen.
 */
export class Components {
  /** Each at its number. */
  readonly values: unknown[] = [];
  private readonly fingerprints = new FingerprintSet({ numbered: true });
  private readonly highs: number[] = [];
  private readonly lows: number[] = [];
  private readonly known = new Map<unknown, number>();

  /** The number of a component; of equal ones it is the same. */
  numberOf(value: unknown): number {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const print = fingerprint(value);
    const isNew = this.fingerprints.add(print);
    const number = this.fingerprints.latest;
    if (isNew) {
      const component = plainCopy(value);
      this.values.push(component);
      this.highs.push(print.high | 0);
      this.lows.push(print.low | 0);
      this.known.set(component, number);
    }
    return number;
  }

  /** What a component in a slot contributes to the fingerprint of a state: a function of both, 32 bits. */
  high(number: number, slot: number): number {
    const high = this.highs[number] ^ Math.imul(slot + 1, 0x9e3779b1);
    return avalanche(mixA(high, this.lows[number], slot));
  }

  /** 32 bits more. */
  low(number: number, slot: number): number {
    const low = this.lows[number] ^ Math.imul(slot + 1, 0x85ebca77);
    return avalanche(mixB(low, this.highs[number], slot));
  }
}
