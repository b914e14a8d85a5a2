import { dottedName } from './environment-names.ts';
import type { SetupEntry } from './input.ts';
import { madeClientKey } from './made-clients.ts';
import { placeText } from './place.ts';
import { shortened, visible } from './visible.ts';

/** Keys that are passed over and told one by one; there is a number for the others. */
const FINDINGS_MAX = 20;

const KEY_SHOWN_MAX = 100;

interface Finding {
  readonly at: string;
  readonly key: string;
  readonly why: string;
  readonly sections: readonly string[];
}

/** The keys in files of Kafka's own that some component has taken, as it has them; several may stand in one line of JSON. */
export class TakenKeys {
  readonly #ids = new Set<string>();

  add({ key, written = key, place }: SetupEntry): void {
    for (const name of [key, written]) this.#ids.add(idOf(placeText(place), name));
  }

  /** Whether a key was taken that is written so there, under whatever name. */
  has(at: string, written: string): boolean {
    const names = [written, dottedName(written), madeClientKey(written)?.key];
    return names.some((name) => name !== undefined && this.#ids.has(idOf(at, name)));
  }
}

const idOf = (at: string, key: string): string => `${at}\n${key}`;

/** The keys in files of Kafka's own that the components pass over whose files they are. */
export class PassedOver {
  readonly #found = new Map<string, Finding>();

  /** @param why it is passed over, as a clause. */
  add({ section, key, place }: SetupEntry, why: string): void {
    const at = placeText(place);
    const id = `${at}\n${key}\n${why}`;
    // One file may be of several components.
    const sections = [...(this.#found.get(id)?.sections ?? []), section];
    this.#found.set(id, { at, key, why, sections });
  }

  /**
   * A sentence about each key, as far as they are told.
   *
   * @param taken what another component has taken.
   */
  findings(taken: TakenKeys): string[] {
    const found = [...this.#found.values()].filter(({ at, key }) => !taken.has(at, key));
    const more = found.length - FINDINGS_MAX;
    const rest = more > 0 ? [`and ${more} keys more are passed over`] : [];
    return [...found.slice(0, FINDINGS_MAX).map(findingText), ...rest];
  }
}

function findingText({ at, key, why, sections }: Finding): string {
  const who = sections.map((section) => `a ${section}`).join(' and ');
  const does = sections.length === 1 ? 'passes' : 'pass';
  return `${at}: ${who} ${does} ${visible(shortened(key, KEY_SHOWN_MAX))} over: ${why}`;
}
