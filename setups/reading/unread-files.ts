import { dottedName } from '../environment-names.ts';
import { BY_KEY, BY_TEXT, type Unread } from './files-of-others.ts';
import type { SetupEntry } from '../input.ts';

/** Why nobody can say by a file what the clients in it do, where it is known whose file it is. */
export function whyUnread(entries: readonly SetupEntry[], text: string): Unread | undefined {
  const isSo = ([key, , holds = () => true]: (typeof BY_KEY)[number]): boolean =>
    entries.some((entry) => key.test(dottedName(entry.key)) && holds(String(entry.value)));
  return BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? BY_KEY.find(isSo)?.[1];
}

/** A syntax of its own, of which the parser of `.properties` files makes keys that nobody has. */
const BY_SYNTAX: readonly (readonly [text: RegExp, reason: string])[] = [
  [/^\s*<[?!A-Za-z_]/m, 'it has tags, as XML and Fluentd’s files have'],
  [/^[ \t]*\[.+\][ \t]*\r?$/m, 'it has sections in brackets, as the files of Vector, Telegraf and Fluent Bit have'],
];

/** Why a text of which no key is known is not the file that it was taken for. */
export function whyNoProperties(text: string): Unread | undefined {
  const found = BY_SYNTAX.find(([pattern]) => pattern.test(text));
  return found === undefined
    ? undefined
    : { reason: `this is no .properties file: ${found[1]}`, wayOut: WITH_ITS_CLIENT };
}

/** What programs are called: their text has keys of Kafka's, in a syntax that is none of a file's. */
const PROGRAM = /\.(?:py|rb|php|go|rs|cs|fs|scala|java|kt|kts|[cm]?[jt]s|exs?)$/i;

const WITH_ITS_CLIENT = 'write a setup for its loop, with the client that it has, as in client: librdkafka';

/** Why the file of a program is read as none of keys. */
export const whyProgram = (file: string): Unread | undefined =>
  PROGRAM.test(file)
    ? {
        reason: 'this is a program, and what it gives its clients is not read',
        wayOut: `${WITH_ITS_CLIENT}; a program of Node’s is itself tried with "kafka-trial code"`,
      }
    : undefined;
