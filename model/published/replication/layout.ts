/**
 * How numbers are packed, so that a state is a handful of small integers:
 *
 * ```
 * record            (epoch + 1):8 id:20                      0 = no record
 * leader and ISR    (leader + 1):4 isr:8                     isr is a set with one bit a replica
 * replica           hw:11 (leader epoch + 1):8 leader and ISR:12
 * ```
 *
 * None takes more than 31 bits: the engine keeps such a number in place, never in a box of its own.
 */
export const ID_BITS = 20;
export const ISR_BITS = 8;
export const LEADER_BITS = 4;
export const EPOCH_BITS = 8;
const HIGH_WATERMARK_BITS = 11;

// What fits.
export const REPLICAS_MAX = ISR_BITS;
export const LEADER_EPOCH_MAX = 2 ** EPOCH_BITS - 2;
export const RECORDS_MAX = 2 ** ID_BITS;
export const HIGH_WATERMARK_MAX = 2 ** HIGH_WATERMARK_BITS - 1;

/** The lowest `bits` bits. */
export const maskOf = (bits: number): number => 2 ** bits - 1;
