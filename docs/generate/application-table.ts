import { DELIVERY_KEYS, entryOf } from '../../setups/keys.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { resolvedLeaves, valueWord } from '../../setups/stands-for.ts';
import { code, markdownTable } from './markdown-table.ts';

/** Every key of `application` with a value that is not its default, as a setup has it. */
export const applicationExamples = (): string =>
  markdownTable(
    ['for example', 'what the key says'],
    Object.keys(DELIVERY_KEYS.application).map((key) => [
      code(`application: { ${key}: ${exampleOf(key)} }`),
      entryOf('application', key)?.about ?? '',
    ]),
  );

/** The first value that is not the default, and that a setup may have by itself; else the first. */
function exampleOf(key: string): string {
  const spellings = entryOf('application', key)?.kind.spellings ?? [];
  const usual = valueWord(resolvedLeaves({}).get(`application.${key}`));
  return spellings.find((value) => value !== usual && stands({ application: { [key]: value } })) ?? spellings[0] ?? '2';
}

function stands(draft: object): boolean {
  try {
    setupOf(draft);
    return true;
  } catch {
    return false;
  }
}
