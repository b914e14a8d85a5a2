import { describe, expect, it } from 'vitest';
import { checkTrial } from './check-trial.ts';

const start = (): void => {};

describe('what a trial file exports', () => {
  it.each([undefined, null, 5, [], start, {}, { start: 5 }, { listen: start }])(
    'is no trial where it starts nothing: %s',
    (exported) => {
      expect(() => checkTrial(exported)).toThrow(/^: it exports no trial$/);
    },
  );

  it('is a trial with a mistake in it where it says something else', () => {
    expect(() => checkTrial({ strat: start, processes: 2 })).toThrow(/^strat: there is no such key$/);
    expect(() => checkTrial({ processes: 2 })).toThrow(/^: it starts nothing$/);
  });

  it.each([
    [{ proceses: 3 }, 'proceses: there is no such key', 'did you mean processes?'],
    [{ topics: ['orders'] }, 'topics: it cannot be a list', 'it takes an object'],
    [{ topics: { orders: 5 } }, 'topics: orders: it cannot be 5', 'it takes an object'],
    [
      { topics: { orders: { partitions: 0 } } },
      'topics: orders: partitions: it cannot be 0',
      /whole number from 1 to 30/,
    ],
    [{ input: {} }, 'input: it names no topic', /orders/],
    [{ input: [{ topic: 'orders' }, {}] }, 'input: 1: it names no topic', /orders/],
    [
      {
        input: [
          { topic: 'a', records: 600 },
          { topic: 'b', records: 600 },
        ],
      },
      'input: 1200 records',
      /999/,
    ],
    [
      { input: [{ topic: 'a', expects: start }, { topic: 'b' }] },
      'input: expects: it says what is expected of other records, and nothing of those in b',
      /expects: \(\) => \[\]/,
    ],
    [{ input: 'orders' }, 'input: it cannot be "orders"', /\{ topic: "orders" \}/],
    [{ input: [{ topic: 'a' }, 'b'] }, 'input: 1: it cannot be "b"', /\{ topic: "orders" \}/],
    [{ input: { topic: 'my orders' } }, 'input: topic: it cannot be "my orders"', /letters, digits/],
    [{ input: { topic: 'orders', records: 1.5 } }, 'input: records: it cannot be 1.5', /from 1 to 999/],
    [{ input: { topic: 'orders', key: 'k' } }, 'input: key: it cannot be "k"', 'it takes a function'],
    [{ input: { topic: 'orders', expects: ['insert'] } }, 'input: expects: it cannot be a list', 'it takes a function'],
    [{ input: { topic: 'orders', headers: { a: 5 } } }, 'input: headers: a: it cannot be 5', 'it takes a text'],
    [{ processes: 100 }, 'processes: it cannot be 100', /from 1 to 8/],
    [{ effects: { './db.ts': [5] } }, 'effects: ./db.ts: it cannot be a list', 'it takes a list of texts'],
    [{ effects: { './db.ts': { insert: 5 } } }, 'effects: ./db.ts: insert: it cannot be 5', 'it takes an object'],
    [
      { effects: { './db.ts': { insert: { key: 'id' } } } },
      'effects: ./db.ts: insert: key: it cannot be "id"',
      'it takes the number of an argument, from 0',
    ],
    [
      { effects: { './db.ts': true } },
      'effects: ./db.ts: it cannot be true',
      "it takes a list of the module's functions that reach outside, or an object with them as keys",
    ],
    [{ effects: { './db.ts': { insert: { kee: 0 } } } }, 'effects: ./db.ts: insert: kee: there is no such key', /key/],
    [
      { effects: { './db.ts': { upsert: { key: 0 }, remove: { key: 0, replaces: 'upset' } } } },
      'effects: ./db.ts: remove: replaces: there is no effect "upset"',
      'did you mean upsert?',
    ],
    [
      { effects: { './db.ts': { insert: { replaces: true } } } },
      'effects: ./db.ts: insert: replaces: nothing names what it replaces',
      /`key: 0`/,
    ],
    [{ faults: { crash: 1 } }, 'faults: crash: there is no such key', /consumer\.crash/],
    [{ faults: { rebalance: -1 } }, 'faults: rebalance: it cannot be -1', /from 0 to 10/],
    [{ env: { PORT: 80 } }, 'env: PORT: it cannot be 80', 'it takes a text'],
    [{ require: 5 }, 'require: it cannot be 5', 'it takes a text'],
    [{ cluster: { kafka: 4 } }, 'cluster: kafka: it cannot be 4', /in quotes/],
    [
      { cluster: { bootstrap: 'kafka:9092' } },
      'cluster: bootstrap: it cannot be "kafka:9092"',
      'it takes a list of texts',
    ],
    [{ cluster: { brokr: 1 } }, 'cluster: brokr: there is no such key', 'did you mean broker?'],
  ])('is refused with its place and the way out: %j', (more, message, wayOut) => {
    const wayOutOf = (given: object): unknown => {
      try {
        return checkTrial({ start, ...given });
      } catch (error) {
        return error;
      }
    };
    expect(wayOutOf(more)).toMatchObject({ message, problems: [{ wayOut: expect.stringMatching(wayOut) }] });
  });

  it.each([
    [[], 'command: it names no program', /begin with one/],
    ['sleep 5', 'command: it cannot be "sleep 5"', /a list of words/],
    [['sleep', 5], 'command: 1: it cannot be 5', /a text/],
  ])('whose command is none is refused: %j', (command, message, wayOut) => {
    const refusal = (): unknown => {
      try {
        return checkTrial({ command });
      } catch (error) {
        return error;
      }
    };
    expect(refusal()).toMatchObject({ message, problems: [{ wayOut: expect.stringMatching(wayOut) }] });
  });

  it('may have every key', () => {
    const trial = {
      start,
      cluster: { kafka: '4.1', brokers: 2, topic: {}, broker: {}, protocol: {}, bootstrap: ['kafka:9092'] },
      topics: { orders: { partitions: 2 }, invoices: {} },
      input: { topic: 'orders', records: 3, key: () => null, value: (id: string) => id, headers: { a: 'b' } },
      processes: 2,
      effects: {
        './db.ts': ['insert'],
        './http.ts': { post: { key: 0, reads: false, returns: () => 1 }, put: true, query: { callback: true } },
      },
      fetch: () => ({}),
      env: { A: 'b' },
      faults: { 'consumer.crash': 2 },
      require: 'exactly-once',
    };
    expect(checkTrial(trial)).toBe(trial);
  });
});
