/** How often it is looked at whether a mutant has taken too long. */
export const LOOK_MS = 250;

/** Who has spent less than this of the processor in so many looks, half a minute, does nothing any more. */
const IDLE_LOOKS = 120;
const IDLE_MS = 150;

/**
 * Whether to wait for the tests of a mutant no longer: they have had their time, or they do nothing, as after a thread
 * that ran out of memory. Both by the processor's time, as the machine may be busy with something else.
 *
 * @param spent milliseconds of the processor since they began, at each look.
 */
export function isLost(spent: readonly number[], deadline: number): boolean {
  const now = spent.length - 1;
  if (now >= 0 && spent[now] > deadline) return true;
  return now >= IDLE_LOOKS && spent[now] - spent[now - IDLE_LOOKS] < IDLE_MS;
}
