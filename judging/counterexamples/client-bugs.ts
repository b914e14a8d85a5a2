import { CLIENT } from '../../model/client.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClientBug, ClientSwitch } from '../../model/switches/switch.ts';
import { isLibraryName, LIBRARIES } from '../../setups/clients/libraries.ts';

/** A bug of another client library that a setup's clients have. */
export interface ClientBugOfSetup {
  /** The switch of `client` that stands for it. */
  readonly name: string;
  /** Its value without the bug. */
  readonly java: ClientSwitch['java'];
  readonly found: ClientBug['found'];
}

/** What other client libraries have wrong in this setup, in the order of the table. */
export const clientBugsOf = ({ client }: Setup): ClientBugOfSetup[] =>
  Object.entries<ClientSwitch>(CLIENT).flatMap(([name, { java, bugs }]) => {
    const bug = bugs.find(({ value }) => value === client[name as keyof Setup['client']]);
    return bug === undefined ? [] : [{ name, java, found: ofLibrary(bug.found, client.library) }];
  });

/** Where the library that a setup names has it; everywhere, where it names none or is told to have what it never had. */
function ofLibrary(found: ClientBug['found'], name: string | undefined): ClientBug['found'] {
  if (!isLibraryName(name)) return found;
  const its = found.filter(({ library }) => library.startsWith(LIBRARIES[name].title));
  return its.length === 0 ? found : its;
}
