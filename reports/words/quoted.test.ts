import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test('only words that a shell would read otherwise are quoted', () => {
  expect(['kafka-trial:12', 'a b', "it's", '', '$x', 'ü'].map(quoted)).toEqual([
    'kafka-trial:12',
    "'a b'",
    `'it'\\''s'`,
    "''",
    "'$x'",
    "'ü'",
  ]);
});
