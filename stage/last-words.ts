/** As much of what it wrote as says why. */
const WORDS_MAX = 300;

/** Calls of the one script that a program is on the stage, by whose lines nobody finds anything; as they are, or in JSON. */
const CALLS = /(?:\n|\\n)\s*at [^\n\\]*?stage:program:\d+:\d+\)?/g;

/** What a program wrote last to its standard error, to be put behind a sentence. */
export const wordsOf = (words: string | undefined): string =>
  words === undefined
    ? ''
    : `; the last that it wrote to its standard error is ${saidIn(words.replaceAll(CALLS, '').trim()).slice(0, WORDS_MAX)}`;

/** Of an entry of a log in JSON, as kafkajs and pino write it, what it says. */
function saidIn(words: string): string {
  if (!words.startsWith('{')) return words;
  try {
    const { message, msg = message, error }: Record<string, unknown> = JSON.parse(words);
    const said = [msg, error].filter((one) => typeof one === 'string');
    return said.length === 0 ? words : said.join(': ');
  } catch {
    return words;
  }
}

/** What a line begins with that says why a program ends: an exception of Node, Python or Java, a panic of Go or Rust. */
const CAUSE =
  /^(?:panic: |fatal error: |thread '.*' panicked|Caused by: |Exception in thread |Uncaught |[\w$.]*(?:Error|Exception|Failure)(?: \[\w+\])?: )/;
/** What stands below an exception and says nothing: its stack, and what runtimes put behind it. */
const TAIL = /^(?:\s|Node\.js v\d|goroutine \d|exit status \d|[\w./*()]+\(.*\)$|created by |note: run with |[{}\]]|$)/;

/** Of what a program has written to its standard error the line that says why: the last exception, or else what it said last. */
export function complaintIn(text: string): string {
  const lines = text.trimEnd().split(/\r?\n/);
  const said = lines.findLast((line) => CAUSE.test(line)) ?? lines.findLast((line) => !TAIL.test(line)) ?? lines.at(-1);
  return said?.trim().slice(0, WORDS_MAX) ?? '';
}
