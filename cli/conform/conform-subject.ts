import { respelled } from '../../judging/old-spellings.ts';
import { SEED_DEFAULT } from '../../judging/seed-default.ts';
import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import { isVerdict, readReplayable } from '../../reports/documents/json.ts';
import type { Finding } from '../../reports/words/findings.ts';
import { type Resolution, setupOf } from '../../setups/resolve/resolve.ts';
import { chosenFindings, nothingChosen } from '../choice.ts';
import type { PlayFlags } from './conform-flags.ts';
import { consistent } from '../consistent.ts';
import type { Context } from '../context.ts';
import { readDocumentText } from '../files.ts';
import type { Interrupt } from '../interrupt.ts';
import { CONFIG_FLAGS } from '../options.ts';
import { noteUnused } from '../notes.ts';
import { Progress } from '../progress.ts';
import { costOf } from '../search-options.ts';
import { type Target, targetsOf } from '../targets.ts';

/** What a user has named to be played: a setup, which may have counterexamples, or still has to be searched. */
export interface Named {
  readonly name: string;
  readonly setup: Setup;
  readonly source: { readonly found: readonly Finding[] } | { readonly search: Resolution };
}

/** A schedule to be played, and what it violates. */
export interface Counterexample {
  readonly guarantee: string;
  readonly setup: Setup;
  readonly schedule: readonly Action[];
}

/**
 * Reads the file that is to be played: a setup, or what a search of one has written.
 *
 * @param version of the jars, which is the setup's where it names none; undefined where there are none.
 * @throws {InputError} and what else is the user's to mend, where the file holds nothing that could be played.
 */
export function readNamed(
  file: string | undefined,
  flags: PlayFlags,
  version: string | undefined,
  context: Context,
): Named {
  if (file !== undefined && /\.json$/i.test(file)) {
    const text = readDocumentText(file, context.io);
    if (!isSetupText(text)) return readFound(text, file, flags, context);
  }
  const [target] = targetsOf(file === undefined ? [] : [file], flags, context);
  const { resolution } = inVersion(target, file, flags, version, context);
  return { name: target.name, setup: resolution.setup, source: { search: resolution } };
}

/** A file of JSON is a setup where it is neither a document of ours nor a schedule. */
function isSetupText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !['format', 'schedule', '0'].some((key) => key in value);
  } catch {
    return false;
  }
}

function readFound(text: string, file: string, flags: PlayFlags, { io }: Context): Named {
  noteUnused(flags, ['scope', ...CONFIG_FLAGS], 'the file holds the setup', io);
  noteUnused(flags, ['workers', 'memory', 'budget', 'plain'], 'the file holds what a search has found', io);
  const documents = consistent(readReplayable(text, file), file);
  const found = documents.flatMap((document) => chosenFindings(document, { guarantee: flags.guarantee }));
  const [document] = documents;
  if (found.length === 0 && (documents.length > 1 || !isVerdict(document) || flags.guarantee !== undefined)) {
    throw nothingChosen(documents, { guarantee: flags.guarantee }, file);
  }
  const [{ setup }] = [...found, document as { readonly setup: Finding['setup'] }];
  return { name: file, setup: setupOf(setup, file), source: { found } };
}

/** A setup that names no version of Kafka, or no library of the clients, is of those that it is played with. */
function inVersion(
  target: Target,
  file: string | undefined,
  flags: PlayFlags,
  version: string | undefined,
  context: Context,
): Target {
  const { entries } = target.resolution.input;
  const isOpen = (name: string): boolean => !entries.some(({ section, key }) => section === name || key === name);
  const client = flags.client !== undefined && isOpen('client') ? [`client=${flags.client}`] : [];
  const kafka = version !== undefined && isOpen('kafka') ? [`kafka=${version}`] : [];
  const overrides = [...kafka, ...client];
  if (overrides.length === 0) return target;
  if (flags.quiet !== true && kafka.length > 0) {
    context.io.err(`note: the setup names no version of Kafka, and is taken for one of ${version}, as the jars are\n`);
  }
  const [again] = targetsOf(file === undefined ? [] : [file], flags, {
    ...context,
    load: (sources) => context.load({ ...sources, overrides }),
  });
  return again;
}

/**
 * The counterexamples of what was named: a setup is searched for them.
 *
 * @returns the shortest of each violated guarantee, or of the one that is asked for; none where all hold.
 */
export async function counterexamplesOf(
  { name, source }: Named,
  flags: PlayFlags,
  { judging, io }: Pick<Context, 'judging' | 'io'>,
  interrupt: Interrupt,
): Promise<readonly Counterexample[]> {
  if ('found' in source) return source.found.map((finding) => counterexampleOf(finding, name));
  const progress = new Progress(io, flags);
  try {
    const document = await judging.verify(source.search, {
      name,
      seed: flags.seed ?? SEED_DEFAULT,
      method: 'auto',
      // What closes the hole is of no use here.
      remedies: false,
      ...costOf({ ...flags, symmetry: true, commuting: true }, interrupt),
      onProgress: (report) => progress.update(name, report),
    });
    const found = chosenFindings(document, { guarantee: flags.guarantee });
    if (found.length === 0 && flags.guarantee !== undefined) {
      throw nothingChosen([document], { guarantee: flags.guarantee }, name);
    }
    return found.map((finding) => counterexampleOf(finding, name));
  } finally {
    progress.clear();
  }
}

/** As it is in its document; whether the schedule fits the setup is found out by playing the machine. */
const counterexampleOf = ({ setup, guarantee, counterexample }: Finding, place: string): Counterexample => ({
  guarantee,
  setup: setupOf(setup, place),
  schedule: counterexample.schedule.map(respelled) as readonly Action[],
});
