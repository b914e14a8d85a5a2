import type { World } from '../../model/world.ts';
import { API } from '../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import type { Brokers } from '../brokers/brokers.ts';
import { HOME } from '../lab/listeners.ts';
import { valuesOf } from './producer-frames.ts';
import type { Names } from '../names.ts';
import { CONNECTING } from './start-clients.ts';

/** Whether loops send what they fail on to a dead-letter topic, by a producer beside their transactions. */
export const writesLetters = ({ onFailure, transactional }: World): boolean =>
  onFailure === 'dead-letter' && !transactional;

const isLetter = (frame: Frame): boolean => !valuesOf(frame).includes(CONNECTING);

/** A letter on its way waits until the schedule says what becomes of it. */
export const LETTERS: Matcher = { api: API.Produce, clientId: /^l\d+$/, direction: 'request', where: isLetter };

/** Where letters are looked for. */
export interface LettersSeen {
  readonly brokers: Pick<Brokers, 'readLog'>;
  readonly names: Pick<Names, 'home'>;
}

/** What the dead-letter topic has, as it is written there. It is on the home node, which never fails: the machine's is not replicated. */
export async function lettersIn({ brokers, names }: LettersSeen): Promise<readonly string[]> {
  const log = await brokers.readLog(HOME, names.home, 0);
  return log.flatMap(({ value }) => (value === null || value === CONNECTING ? [] : [value]));
}
