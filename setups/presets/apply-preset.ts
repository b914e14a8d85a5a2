import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import { EVERYDAY_FAULTS } from '../everyday-faults.ts';
import type { Given } from '../given.ts';
import type { Place } from '../place.ts';
import type { Preset } from './preset.ts';
import { presetNamed, PRESETS } from './presets.ts';

/** Takes the keys of the preset that a setup names for granted, and says what it stands for. The setup's own come before. */
export function applyPreset(given: Given): void {
  const name = given.value('application', 'preset');
  if (name === undefined) return;
  const { means, source, client, keys, faults, taken = [], see }: Preset = PRESETS[name];
  const place = { file: PLACE + name };
  const entries = Object.entries(keys).flatMap(([section, values]) =>
    Object.entries(values).map(([key, value]) => ({ section, key, value, place })),
  );
  if (client !== undefined) entries.push({ section: '', key: 'client', value: client, place });
  const own = entries.filter((entry) => !given.suppose(entry));
  const words = entries.map((entry) => `${nameOf(entry)}: ${entry.value}`);
  given.note(`application.preset ${name} is ${means} (${source}): it stands for ${words.join(', ')}`);
  for (const entry of own) given.note(`${nameOf(entry)} is the setup’s own, whatever ${name} has`);
  for (const word of taken) given.note(word);
  const happening = faultsOfLoop(given);
  if (faults !== undefined && happening !== undefined && !given.hasSection('faults'))
    given.note(`without a section faults, what ${name} is about happens once: ${happening.join(', ')}`);
  given.note(`hazards and claims that speak of ${name}: ${see.join(', ')}`);
}

/**
 * What the loop that a setup names is about, where it names one: of which it is said what becomes of a record that fails
 * is about that, too.
 */
export function faultsOfLoop(given: Given): readonly FaultKind[] | undefined {
  const preset = presetNamed(given.value('application', 'preset'));
  if (preset === undefined) return undefined;
  const usual = preset.faults ?? EVERYDAY_FAULTS;
  const said = given.place('application', 'on.processing.failure');
  const isSaid = said !== undefined && !isPresets(said);
  return isSaid && !usual.includes('processing.failed') ? [...usual, 'processing.failed'] : usual;
}

const PLACE = 'preset ';

/** Whether a key is there on the word of a preset alone. */
export const isPresets = (place: Place | undefined): boolean => place?.file.startsWith(PLACE) === true;

const nameOf = ({ section, key }: { readonly section: string; readonly key: string }): string =>
  section === '' ? key : `${section}.${key}`;
