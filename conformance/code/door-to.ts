import { brokerAt } from '../../stage/process/network/addresses.ts';
import type { Door } from './messages.ts';

/** The gate's port for an address that is a broker's, as the stage knows brokers; undefined for somebody else's. */
export function doorTo(
  doors: readonly Door[],
  host: string,
  port: number,
  bootstrap?: readonly string[],
): number | undefined {
  const broker = brokerAt({ endpoints: doors, isUp: () => true }, host, port, bootstrap);
  return broker === undefined ? undefined : doors[broker].gate;
}
