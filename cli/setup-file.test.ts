import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Resolution } from '../setups/resolve/resolve.ts';
import { loadSetup } from './setup-file.ts';
import { setupFolder } from './testing/setup-folder.ts';

const folder = setupFolder();
afterAll(() => folder.remove());

const load = (text: string, name = 'setup.yaml'): Resolution => loadSetup({ files: [folder.fileOf(name, text)] });

describe('a setup file', () => {
  it('is YAML', () => {
    const { setup } = load('kafka: "4.1"\nproducer:\n  acks: 0\nconsumer: { isolation.level: read_committed }\n');
    expect(setup).toMatchObject({ producer: { acks: '0' }, consumer: { 'isolation.level': 'read_committed' } });
  });

  it('is JSON, also with tabs', () => {
    expect(load('{\n\t"producer": {\n\t\t"acks": "1"\n\t}\n}\n', 'setup.json').setup.producer.acks).toBe('1');
  });

  it('may use anchors', () => {
    const { setup } = load('producer: &p { acks: 1 }\ntopic: { replication.factor: &n 3, min.insync.replicas: *n }\n');
    expect(setup.topic['min.insync.replicas']).toBe(3);
  });

  it.each(['', '# nothing yet\n', '{}'])('may be empty: %j', (text) => {
    expect(load(text).setup).toEqual(loadSetup({}).setup);
  });

  it.each([
    ['kafka: 4.0', '4.0'],
    ['kafka: "4.0"', '4.0'],
    ['kafka: 3.9.1', '3.9.1'],
    ['{ "kafka": 3.0 }', '3.0'],
  ])('names its version as in %s', (text, kafka) => expect(load(text).setup.kafka).toBe(kafka));

  it('keeps the text of a name that looks like a number', () => {
    const { setup } = load('producer: { transactional.id: 010, retries: 010 }\n');
    expect(setup.producer).toMatchObject({ 'transactional.id': '010', retries: 10 });
  });

  it.each(['faults:\n', 'faults: {}\n', '{ "faults": null }'])('has no faults with %j', (text) => {
    expect(load(text).setup.faults['broker.crash']).toBe(0);
  });

  it('may name its scope', () => expect(load('scope: small\n').setup.scope.records).toBe(2));

  it('is what a resolved setup is when written down', () => {
    const { setup } = load('kafka: "3.9"\nproducer: { acks: 1 }\napplication: { commit: before-processing }\n');
    expect(load(stringify(setup))).toMatchObject({ setup, ignored: [], notes: [] });
    expect(load(JSON.stringify(setup, undefined, 2))).toMatchObject({ setup, ignored: [], notes: [] });
  });

  it('gives way to later ones', () => {
    const files = [
      folder.fileOf('a.yaml', 'producer: { acks: 0, retries: 5 }'),
      folder.fileOf('b.yaml', 'producer: { acks: 1 }'),
    ];
    expect(loadSetup({ files }).setup.producer).toMatchObject({ acks: '1', retries: 5 });
  });

  it('is refused by line', () => {
    const text = `kafka: "4.1"
producer:
  enable.idempotence: yes
  transactional.id: ""
consumer: { isolation.level: read_comitted }
topic:
  replication:
    factor: 3
broker: 5
acks: 1
brokers: { unclean.leader.election.enable: true }
scope: smal
`;
    expect(folder.refusal({ files: [folder.fileOf('setup.yaml', text)] }).split('\n')).toEqual([
      'setup.yaml:3: producer.enable.idempotence cannot be "yes"; it takes true or false',
      'setup.yaml:4: producer.transactional.id cannot be empty; it takes a name',
      'setup.yaml:5: consumer.isolation.level cannot be "read_comitted"; it takes read_uncommitted or read_committed; did you mean "read_committed"?',
      'setup.yaml:7: topic has no key "replication"; write a dotted key in one piece, as in "replication.factor: ..."',
      'setup.yaml:9: broker is a section, not a value; write its keys under it, as in "broker: { unclean.leader.election.enable: ... }"',
      'setup.yaml:10: there is no key "acks" at the top of a setup; "acks" belongs to producer',
      'setup.yaml:11: there is no section "brokers"; did you mean "broker"?',
      'setup.yaml:12: scope cannot be "smal"; it takes tiny, small or medium; did you mean "small"?',
    ]);
  });

  it.each([
    ['- producer\n', 'setup.yaml:1: a setup is a map of sections; write it as in "producer: { acks: all }"'],
    [
      'producer: { acks: *none }\n',
      'setup.yaml: this cannot be read: there is no anchor &none; write the value out instead of an alias',
    ],
    ['producer: &p { acks: *p }\n', 'setup.yaml:1: producer.acks cannot be a map; it takes all, -1, 1 or 0'],
    ['producer:\n  acks: 1\n  acks: 0\n', 'setup.yaml:3: this key is given twice; remove one of them'],
    [
      'producer: { acks: all\n',
      'setup.yaml:2: this is not YAML or JSON: ' +
        'Flow map in block collection must be sufficiently indented and end with a }; mend the file there, or just before',
    ],
  ])('is refused when it is broken: %j', (text, message) => {
    expect(folder.refusal({ files: [folder.fileOf('setup.yaml', text)] })).toBe(message);
  });

  it('has to be there', () => {
    expect(folder.refusal({ files: ['nowhere.yaml'] })).toBe(
      'nowhere.yaml: it cannot be read: there is no such file; give the path of a file that is there and readable',
    );
  });

  it('is no pipe', () => {
    expect(folder.refusal({ files: ['-'] })).toBe(
      '-: it cannot be read: nothing is read from a pipe; write what comes out of it into a file first',
    );
  });

  it('is not a directory', () => {
    mkdirSync(join(folder.path, 'setups'));
    expect(folder.refusal({ brokerConfig: join(folder.path, 'setups') })).toBe(
      'setups: it cannot be read: it is a folder; name a file in it',
    );
  });
});

describe('the command line', () => {
  it('outranks every file', () => {
    const files = [folder.fileOf('setup.yaml', 'producer: { acks: 0 }\nscope: { records: 5 }')];
    const overrides = ['producer.acks=1', 'kafka=3.9', 'topic.min.insync.replicas=2', 'topic.replication.factor=3'];
    const { setup } = loadSetup({ files, overrides, scope: 'small' });
    expect(setup).toMatchObject({
      kafka: '3.9',
      producer: { acks: '1' },
      topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
      scope: { records: 2 },
    });
  });

  it('is refused by what it says', () => {
    expect(folder.refusal({ scope: 'large', overrides: ['acks', 'acks=1', 'producer.acks=3'] }).split('\n')).toEqual([
      'command line: "acks" sets nothing; write it as section.key=value, as in "producer.acks=1"',
      'command line: there is no key "acks" at the top of a setup; "acks" belongs to producer',
      'command line: producer.acks cannot be "3"; it takes all, -1, 1 or 0',
      '--scope: there is no scope "large"; the scopes are tiny, small or medium',
    ]);
  });
});
