import { gapsOf } from '../../setups/clients/client-library.ts';
import { isLibraryName, LIBRARIES, type LIBRARY_NAMES, type LibraryName } from '../../setups/clients/libraries.ts';
import { whyIgnored } from '../../setups/ignored/ignored.ts';
import { entryOf } from '../../setups/keys.ts';
import { madeClientKey } from '../../setups/made-clients.ts';
import { standsFor } from '../../setups/stands-for.ts';
import type { Explanation } from './explanation.ts';

const JAVA = 'Apache Kafka’s Java client: what every setup has that says nothing of its clients';
const ANOTHER = 'the clients are those of this library: its defaults, and what it does otherwise than the Java client';

/** What the name of a client library stands for. */
export function ofLibrary(name: (typeof LIBRARY_NAMES)[number]): Explanation {
  return {
    name: `client: ${name}`,
    says: isLibraryName(name) ? ANOTHER : JAVA,
    facts: isLibraryName(name) ? factsOf(name) : [],
    decides: [],
    standsFor: standsFor({ client: { library: name } }),
  };
}

function factsOf(name: LibraryName): [string, string][] {
  const library = LIBRARIES[name];
  const { oldest, newest } = library.releases;
  return [
    ['versions', `${oldest} to ${newest}, as in client: { library: ${name}, version: "${oldest}" }`],
    ...gapsOf(library).map((gap): [string, string] => ['not known', gap]),
    ...library.sources.map((source): [string, string] => ['source', source]),
  ];
}

/** A key as client libraries spell it, where any of them does: one explanation for each of Kafka's keys that it means. */
export function ofLibraryKey(word: string): Explanation[] {
  const meant = new Map<string, { readonly says: string; readonly titles: string[] }>();
  for (const { title, spellings } of Object.values(LIBRARIES)) {
    for (const section of ['producer', 'consumer'] as const) {
      const meaning = Object.hasOwn(spellings[section], word) ? spellings[section][word] : undefined;
      if (meaning === undefined) continue;
      const key = `${meaning.section ?? section}.${meaning.key}`;
      note(`${section}.${word}`, `what ${key} is, as explain ${key} tells,`, title);
    }
    if (spellings.inert.includes(word))
      note(word, 'accepted without effect: a key that does not bear on delivery', title);
  }
  return [...meant].map(([name, { says, titles }]) => ({
    name,
    says: `${says} of ${[...new Set(titles)].join(', ')}`,
    facts: [],
    decides: [],
    standsFor: [],
  }));

  function note(name: string, says: string, title: string): void {
    const entry = meant.get(name) ?? { says, titles: [] };
    entry.titles.push(title);
    meant.set(name, entry);
  }
}

/** The client's key that a framework's own spelling means, and who spells it so. */
export function ofMadeKey(word: string): Explanation[] {
  const made = madeClientKey(word);
  if (made === undefined) return [];
  const { key, maker } = made;
  const sections = made.section === undefined ? (['producer', 'consumer'] as const) : [made.section];
  return sections
    .filter((section) => entryOf(section, key) !== undefined || whyIgnored(section, key) !== undefined)
    .map((section) => ({
      name: word,
      says: `${section}.${key} of the ${section}s that ${maker} makes: read in a file of Kafka’s, as explain ${section}.${key} tells`,
      facts: [],
      decides: [],
      standsFor: [],
    }));
}
