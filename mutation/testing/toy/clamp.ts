/** A toy whose tests leave a gap: nothing asks for a value at a bound, and nothing for `isEmpty`. */

/** `value`, or the bound that it passes. */
export function clamped(value: number, low: number, high: number): number {
  if (value < low) return low;
  return value > high ? high : value;
}

export const isEmpty = (low: number, high: number): boolean => low > high;
