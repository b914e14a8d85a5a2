import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../../judging/verify.ts';
import { storiesOf } from '../../reports/page/page-story.ts';
import { readSetup } from '../../setups/reading/read-setup.ts';
import { storyPicture } from './story-picture.ts';

/**
 * The picture of the README: the first story of the verdict on a setup of the documentation.
 *
 * @param root the folder of the checkout.
 */
export async function readmePicture(root: string): Promise<string> {
  const name = 'docs/setups/acks-1.yaml';
  const resolution = readSetup({ setups: [{ file: name, text: readFileSync(join(root, name), 'utf8') }] });
  const [story] = storiesOf(await verify(resolution, { name, method: 'exhaustive' }));
  return storyPicture(story);
}

/** Where it is, from the root. */
export const README_PICTURE = 'docs/acks-1.svg';
