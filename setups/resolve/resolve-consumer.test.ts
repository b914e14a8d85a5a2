import { describe, expect, it } from 'vitest';
import { COOPERATIVE_STICKY } from '../assignors.ts';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

describe('who commits', () => {
  it.each([
    [undefined, undefined, 'auto', true],
    [true, undefined, 'auto', true],
    [false, undefined, 'after-processing', false],
    [undefined, 'auto', 'auto', true],
    [undefined, 'before-processing', 'before-processing', false],
    [false, 'after-processing', 'after-processing', false],
    [true, 'after-processing', 'after-processing', true],
  ])('with enable.auto.commit %s and commit %s is %s', (auto, commit, expected, autoCommits) => {
    const { application, consumer } = setupOf({ consumer: { 'enable.auto.commit': auto }, application: { commit } });
    expect(application.commit).toBe(expected);
    expect(consumer['enable.auto.commit']).toBe(autoCommits);
  });

  it('is said when only the application says it', () => {
    expect(resolveSetup(setupInput({ application: { commit: 'before-processing' } })).notes).toEqual([
      'enable.auto.commit is taken as false: application.commit, before-processing, says who commits',
    ]);
  });

  it('may be both, which is said', () => {
    const draft = { consumer: { 'enable.auto.commit': true }, application: { commit: 'after-processing' } };
    expect(resolveSetup(setupInput(draft)).notes).toEqual([
      'enable.auto.commit is true: the consumer commits beside the application, which commits after-processing',
    ]);
  });

  it('may not be nobody', () => {
    const draft = { consumer: { 'enable.auto.commit': false }, application: { commit: 'auto' } };
    expect(() => setupOf(draft)).toThrow(
      'setup: application.commit is auto, but consumer.enable.auto.commit is false: nobody would commit; ' +
        'set enable.auto.commit to true, or application.commit to after-processing',
    );
  });

  it.each([[undefined], ['consume']])('is no transaction in the shape %s', (shape) => {
    expect(() => setupOf({ application: { shape, commit: 'transaction' } })).toThrow(
      'setup: application.commit: transaction needs application.shape: transform, but the shape is consume; ' +
        'set shape to transform, or commit to after-processing',
    );
  });
});

describe('an application', () => {
  it('acts outside Kafka when it consumes, and writes to Kafka when it transforms', () => {
    expect(setupOf({}).application).toEqual({
      shape: 'consume',
      commit: 'auto',
      processing: 'sync',
      'commit.every': 'batch',
      'commit.covers': 'contiguous',
      subscription: 'subscribe',
      offsets: 'kafka',
      'offsets.guard': 'none',
      workers: 1,
      order: 'none',
      group: 'new',
      'on.processing.failure': 'close',
      'on.close': 'nothing',
      'on.send.failure': 'drop',
      'idempotency.key': false,
      effect: 'external',
      'on.revoke': 'nothing',
      'rebalance.listener': true,
      'rewind.on.abort': true,
      'transaction.spans': 'batch',
      'transactional.ids': 'per-member',
    });
    expect(setupOf({ application: { shape: 'transform' } }).application.effect).toBe('kafka');
    expect(setupOf({ application: { shape: 'transform', effect: 'external' } }).application.effect).toBe('external');
  });
});

describe('a rebalance listener', () => {
  const consumer = { 'group.protocol': 'consumer' };
  const notesOf = (draft: SetupDraft) => resolveSetup(setupInput({ kafka: '4.1', ...draft })).notes;

  it('is taken to be there, which is said where KIP-848 makes it matter', () => {
    expect(notesOf({})).toEqual([]);
    expect(notesOf({ consumer })).toEqual([
      'rebalance.listener is taken as true: without a listener a consumer of KIP-848 gives partitions up, and rejoins its group, in the background',
    ]);
    expect(notesOf({ consumer, application: { 'rebalance.listener': true } })).toEqual([]);
    expect(notesOf({ consumer, application: { 'commit.on.revoke': true } })).toEqual([]);
  });

  it('is what acts on revocation', () => {
    expect(() => setupOf({ application: { 'rebalance.listener': false, 'commit.on.revoke': true } })).toThrow(
      "setup: application.rebalance.listener is false, but on.revoke is commit: that is what the listener's onPartitionsRevoked() does; " +
        'set rebalance.listener to true, or leave on.revoke out',
    );
  });
});

describe('what a rebalance listener does', () => {
  const resolved = (application: object) => resolveSetup(setupInput({ application }));

  it.each([
    [{}, 'nothing'],
    [{ 'commit.on.revoke': true }, 'commit'],
    [{ 'commit.on.revoke': false }, 'nothing'],
    [{ 'on.revoke': 'drain', 'commit.on.revoke': true }, 'drain'],
    [{ 'on.revoke': 'drop', 'commit.on.revoke': false }, 'drop'],
  ])('by %j is %s', (application, listener) => {
    const { setup, notes } = resolved(application);
    expect(setup.application['on.revoke']).toBe(listener);
    expect(notes.filter((note) => note.includes('revoke'))).toEqual([]);
  });

  it('is said by on.revoke where its older spelling leaves it open, and must not be contradicted by it', () => {
    expect(resolved({ 'on.revoke': 'commit', 'commit.on.revoke': false }).notes).toContain(
      'application.commit.on.revoke, false, has no effect: on.revoke is commit',
    );
    expect(() => resolved({ 'on.revoke': 'drop', 'commit.on.revoke': true })).toThrow(
      'setup: application.commit.on.revoke is true, but application.on.revoke is drop, which commits nothing; ' +
        'leave commit.on.revoke out, or set on.revoke to commit',
    );
  });
});

describe('group.protocol=consumer', () => {
  const consumer = { 'group.protocol': 'consumer' };

  it('moves partitions one by one', () => {
    expect(setupOf({ consumer }).consumer['partition.assignment.strategy']).toBe('cooperative');
  });

  it.each([
    ['partition.assignment.strategy', COOPERATIVE_STICKY],
    ['partition.assignment.strategy', 'eager'],
    ['session.timeout.ms', '30000'],
    ['heartbeat.interval.ms', '3000'],
  ])('refuses %s', (key, value) => {
    expect(() => setupOf({ consumer: { ...consumer, [key]: value } })).toThrow(
      `setup: consumer.${key} cannot be set when group.protocol is consumer (Kafka throws a ConfigException); ` +
        `leave ${key} out, or set group.protocol to classic`,
    );
  });

  it('passes them over before 4.0', () => {
    const strategy = { 'partition.assignment.strategy': COOPERATIVE_STICKY };
    const application = { 'rebalance.listener': true };
    const draft = { kafka: '3.9', consumer: { ...consumer, ...strategy }, application };
    const { setup, notes } = resolveSetup(setupInput(draft));
    expect(setup.consumer['partition.assignment.strategy']).toBe('cooperative');
    expect(notes).toContain('partition.assignment.strategy has no effect: group.protocol is consumer');
  });

  it('came with 3.7', () => {
    expect(() => setupOf({ kafka: '3.6', consumer })).toThrow(
      'consumer.group.protocol cannot be consumer before Kafka 3.7 (KIP-848)',
    );
  });
});

const strategy = (value: unknown): string =>
  setupOf({ consumer: { 'partition.assignment.strategy': value } }).consumer['partition.assignment.strategy'];

describe('group.protocol=classic', () => {
  it('refuses a remote assignor', () => {
    expect(() => setupOf({ consumer: { 'group.remote.assignor': 'uniform' } })).toThrow(
      'consumer.group.remote.assignor cannot be set when group.protocol is classic',
    );
  });

  // ConsumerConfig has the check at 3.9.2, not at 3.8.1, and passes a blank one over.
  it('refuses one since 3.9, and a blank one never', () => {
    const draft = { consumer: { 'group.remote.assignor': 'uniform' } };
    expect(() => setupOf({ ...draft, kafka: '3.9' })).toThrow('cannot be set when group.protocol is classic');
    expect(resolveSetup(setupInput({ ...draft, kafka: '3.8' })).notes).toEqual([
      'group.remote.assignor has no effect: group.protocol is classic',
    ]);
    expect(() => setupOf({ consumer: { 'group.remote.assignor': '' } })).not.toThrow();
  });

  it('is eager unless every assignor is cooperative', () => {
    expect(strategy(undefined)).toBe('eager');
    expect(strategy(COOPERATIVE_STICKY)).toBe('cooperative');
    expect(strategy(`org.apache.kafka.clients.consumer.RangeAssignor,${COOPERATIVE_STICKY}`)).toBe('eager');
  });

  it('knows the class that a bare name means', () => {
    expect(() => setupOf({ consumer: { 'partition.assignment.strategy': 'cooperative-sticky' } })).toThrow(
      `did you mean "${COOPERATIVE_STICKY}"?`,
    );
  });

  it('takes an assignor of somebody else as eager, and says so', () => {
    const draft = { consumer: { 'partition.assignment.strategy': 'com.example.OurAssignor' } };
    expect(resolveSetup(setupInput(draft)).notes).toEqual([
      "com.example.OurAssignor is not one of Kafka's assignors; its rebalances are taken as eager",
    ]);
  });

  it('has no cooperative assignor before 2.4', () => {
    expect(() => setupOf({ kafka: '2.3', consumer: { 'partition.assignment.strategy': COOPERATIVE_STICKY } })).toThrow(
      'consumer.partition.assignment.strategy cannot be cooperative before Kafka 2.4 (KIP-429)',
    );
    const names = ['org.apache.kafka.clients.consumer.RangeAssignor', COOPERATIVE_STICKY];
    expect(() => setupOf({ kafka: '2.3', consumer: { 'partition.assignment.strategy': names } })).toThrow('KIP-429');
  });
});

describe('auto.offset.reset', () => {
  it('by duration passes over what has got too old, which happens once unless somebody says what happens', () => {
    const { setup, notes } = resolveSetup(setupInput({ consumer: { 'auto.offset.reset': 'by_duration:P1D' } }));
    expect(setup.consumer['auto.offset.reset']).toBe('by_duration:P1D');
    expect([setup.faults['records.aged'], notes]).toEqual([1, []]);
    expect(setupOf(setup)).toEqual(setup);
  });

  it('by duration is tried as earliest where time does not go by, and that is said', () => {
    const draft = { consumer: { 'auto.offset.reset': 'by_duration:P1D' }, faults: { 'consumer.crash': 1 } };
    const { setup, notes } = resolveSetup(setupInput(draft));
    expect(setup.consumer['auto.offset.reset']).toBe('earliest');
    expect(notes).toEqual([
      'auto.offset.reset=by_duration:P1D is tried as earliest: as long as that no record gets; with the fault records.aged one does, and is skipped as with latest where the group has no offset yet, or none any more',
    ]);
  });

  it('by anything else has no records that are too old', () => {
    expect(setupOf({ consumer: { 'auto.offset.reset': 'latest' } }).faults['records.aged']).toBe(0);
    expect(resolveSetup(setupInput({ faults: { 'records.aged': 1 } })).notes).toEqual([
      'records.aged cannot happen where auto.offset.reset is no by_duration: nobody asks how old a record is; set it to 0',
    ]);
  });

  // AutoOffsetResetStrategy takes any duration that is not negative.
  it('by a duration of nothing is latest, and that is said', () => {
    const { setup, notes } = resolveSetup(setupInput({ consumer: { 'auto.offset.reset': 'by_duration:PT0S' } }));
    expect(setup.consumer['auto.offset.reset']).toBe('latest');
    expect(notes).toEqual(['auto.offset.reset=by_duration:PT0S is tried as latest: every record is older than that']);
  });

  it('by duration came with 4.0', () => {
    expect(() => setupOf({ kafka: '3.9', consumer: { 'auto.offset.reset': 'by_duration:P1D' } })).toThrow(
      'consumer.auto.offset.reset cannot be by_duration before Kafka 4.0 (KIP-1106)',
    );
  });
});

describe('the downstream reader', () => {
  const consumer = { 'isolation.level': 'read_committed' };

  it('reads as the consumer does unless it says otherwise', () => {
    expect(setupOf({}).downstream['isolation.level']).toBe('read_uncommitted');
    expect(setupOf({ consumer }).downstream['isolation.level']).toBe('read_committed');
    const downstream = { 'isolation.level': 'read_uncommitted' };
    expect(setupOf({ consumer, downstream }).downstream['isolation.level']).toBe('read_uncommitted');
  });

  it('takes every other key of a consumer without effect', () => {
    const downstream = { 'auto.offset.reset': 'latest', 'group.id': 'readers' };
    expect(resolveSetup(setupInput({ downstream })).ignored.map(({ key, why }) => [key, why])).toEqual([
      ['auto.offset.reset', 'the reader behind a transform reads everything once; only its isolation.level matters'],
      ['group.id', 'does not bear on delivery'],
    ]);
  });
});
