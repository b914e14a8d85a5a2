import { deliveryKeys, SECTIONS } from '../../setups/keys.ts';
import { otherKeys, whyIgnored } from '../../setups/ignored/ignored.ts';
import type { Place } from '../../setups/place.ts';
import { suggestion } from '../../setups/suggestion.ts';
import type { FileReader } from './file-reader.ts';
import type { Sweep } from './plan-request.ts';

/** The sections whose keys may be named without them, in the order in which they are asked. */
const NAMELESS = SECTIONS.filter((section) => section !== 'protocol' && section !== 'client' && section !== 'faults');

/** The keys at the top of a setup that a campaign may sweep; scopes have a list of their own. */
const TOP: ReadonlySet<string> = new Set(['kafka', 'clients']);

/** The keys that a campaign sweeps: `acks: [0, 1, all]`, or with the section where several have the key. */
export function sweepsIn(reader: FileReader): readonly Sweep[] {
  return Array.from(reader.map('sweep')).flatMap(([name, values]) => {
    const place = values[0]?.place ?? reader.placeOf('sweep');
    if (values.length === 0) reader.fail(place, `sweep: ${name} has no values`, `write it as in "${name}: [1, 2]"`);
    const home = homeOf(reader, name, place);
    return home === null ? [] : [{ name, ...home, values }];
  });
}

function homeOf(reader: FileReader, name: string, place: Place): Pick<Sweep, 'section' | 'key'> | null {
  const dot = name.indexOf('.');
  const [section, key] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  const named = SECTIONS.find((candidate) => candidate === section);
  if (named !== undefined && has(named, key)) return { section: named, key };
  if (TOP.has(name)) return { section: '', key: name };
  const homes = NAMELESS.filter((candidate) => has(candidate, name));
  if (homes.length === 1) return { section: homes[0], key: name };
  if (homes.length > 1) {
    const spelled = homes.map((home) => `${home}.${name}`);
    // What bears on delivery in one section alone is meant there.
    const decisive = homes.filter((home) => deliveryKeys(home).includes(name));
    if (decisive.length === 1) return { section: decisive[0], key: name };
    reader.fail(place, `sweep: ${name} is a key of several sections`, `write ${spelled.join(' or ')}`);
    return null;
  }
  const known = NAMELESS.flatMap((candidate) => deliveryKeys(candidate).flatMap((it) => [it, `${candidate}.${it}`]));
  reader.fail(place, `sweep: there is no key "${name}"`, suggestion(name, known));
  return null;
}

function has(section: (typeof SECTIONS)[number], key: string): boolean {
  if (deliveryKeys(section).includes(key)) return true;
  return whyIgnored(section, key) !== undefined && [...otherKeys(section)].includes(key);
}
