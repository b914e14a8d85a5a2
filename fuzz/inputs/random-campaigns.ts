import * as fc from 'fast-check';
import { resultText } from '../../campaign/jobs/job-result.ts';
import type { Corpus } from './corpus.ts';
import type { Input } from './input.ts';
import { mutatedText } from './mutated-text.ts';
import { mutatedValue } from './mutated-value.ts';

const OF_PLANS: readonly (readonly string[])[] = [
  ['campaign', 'plan', 'campaign.yaml'],
  ['campaign', 'plan', 'campaign.yaml', '--json'],
  // A share without a job: what is read is the file, and what is written its plan.
  ['campaign', 'work', 'campaign.yaml', '--shard', '999999/999999', '--out', 'results', '--workers', '1'],
];

const OF_RESULTS: readonly (readonly string[])[] = [
  ['campaign', 'merge', 'results', '--json'],
  ['campaign', 'merge', 'results', 'results', '--corpus', 'corpus', '--out', 'out'],
  ['campaign', 'status', 'results', '--json'],
];

const OF_KEPT: readonly (readonly string[])[] = [
  ['verify', 'setup.yaml', '--corpus', 'corpus', '--method', 'walk', '--runs', '1'],
  ['campaign', 'plan', 'campaign.yaml', '--json'],
];

/** Campaigns, the results of their jobs, and the counterexamples that were kept, each mutated. */
export const randomCampaigns = ({ setup, campaign }: Corpus): fc.Arbitrary<Input> => {
  const whole = { 'setup.yaml': setup, 'campaign.yaml': campaign.plan };
  const of = (
    lines: readonly (readonly string[])[],
    files: fc.Arbitrary<Readonly<Record<string, string>>>,
  ): fc.Arbitrary<Input> =>
    fc
      .record({ argv: fc.constantFrom(...lines), files })
      .map(({ argv, files: changed }) => ({ argv, files: { ...whole, ...changed } }));
  return fc.oneof(
    of(
      OF_PLANS,
      mutatedText(campaign.plan).map((text) => ({ 'campaign.yaml': text })),
    ),
    of(OF_RESULTS, folderOf('results', campaign.results)),
    of(OF_KEPT, folderOf('corpus', campaign.kept)),
  );
};

/** A folder with these files, of which one is mutated. */
const folderOf = (
  folder: string,
  files: Readonly<Record<string, string>>,
): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .constantFrom(...Object.keys(files))
    .chain((name) =>
      mutatedJson(files[name]).map((text) =>
        Object.fromEntries(
          Object.entries({ ...files, [name]: text }).map(([each, content]) => [`${folder}/${each}`, content]),
        ),
      ),
    );

/** A file after changes; of a result also one whose digest is right all the same, as if another program had written it. */
function mutatedJson(text: string): fc.Arbitrary<string> {
  const document: unknown = JSON.parse(text);
  const sealed =
    typeof document === 'object' && document !== null && 'result' in document
      ? [mutatedValue(document.result).map((result) => resultText(Object(result) as object))]
      : [];
  return fc.oneof(
    mutatedText(text),
    mutatedValue(document).map((value) => JSON.stringify(value) ?? ''),
    ...sealed,
  );
}
