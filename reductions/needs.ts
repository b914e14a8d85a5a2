import { JAVA_CLIENT, type Client } from '../model/client.ts';
import type { FaultKind } from '../model/faults/fault-kinds.ts';
import { PROTOCOL, type Protocol } from '../model/protocol.ts';
import type { Setup } from '../model/setup.ts';
import { settings } from '../model/switches/switch.ts';

/**
 * What the argument of a reduction has looked at. A switch that is not listed must be as it is by default (today's
 * protocol, the Java client), a kind of fault that is not listed must have no budget: so that a switch or a fault which
 * is added later makes the reduction refuse until somebody has looked at it.
 */
export interface Needs {
  readonly protocol: Listed<Protocol>;
  readonly client: Listed<Client>;
  readonly faults: readonly FaultKind[];
}

/** The values of switches under which the argument holds. */
type Listed<Switches> = { readonly [Name in keyof Switches]?: 'any' | readonly Switches[Name][] };

/** Lists switches of which the argument holds for every value. */
export const any = <Name extends keyof Protocol | keyof Client>(
  ...names: readonly Name[]
): Readonly<Record<Name, 'any'>> =>
  // One entry a name.
  Object.fromEntries(names.map((name) => [name, 'any'])) as Record<Name, 'any'>;

/** Today's protocol: of every switch the newest value. */
const TODAY: Protocol = settings(PROTOCOL, (_, { history }) => history[history.length - 1][0]);

/** Whether a reduction's argument speaks of a setup: of what its clients do, whatever the library is called that they are of. */
export const meets = (
  { protocol, client: { library: _library, version: _version, ...switches }, faults }: Setup,
  needs: Needs,
): boolean =>
  allows(needs.protocol, protocol, TODAY) &&
  allows(needs.client, switches, JAVA_CLIENT) &&
  (Object.keys(faults) as FaultKind[]).every((kind) => faults[kind] === 0 || needs.faults.includes(kind));

function allows(
  listed: Readonly<Record<string, 'any' | readonly unknown[] | undefined>>,
  given: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(given).every(([name, value]) => {
    const allowed = listed[name];
    if (allowed === undefined) return value === defaults[name];
    return allowed === 'any' || allowed.includes(value);
  });
}
