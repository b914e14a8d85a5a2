import type { JavaSeat } from './java-seat.ts';

/** Something that the Java client does with brokers, and what its user sees of it, line by line. */
export interface JavaCheck {
  readonly name: string;
  readonly run: (seat: JavaSeat) => Promise<void>;
}

const COMMITTED = { 'isolation.level': 'read_committed' };

/** What is checked. Each has a topic of two partitions of its own. */
export const JAVA_CHECKS: readonly JavaCheck[] = [
  {
    name: 'an idempotent producer, and a reader',
    run: async (seat) => {
      await seat.producer('p', {});
      for (const value of ['a', 'b', 'c']) await seat.send('p', 0, value);
      await seat.reader('c', {});
      await seat.read('c', 3);
    },
  },
  {
    name: 'a group shares, commits, and goes on from there',
    run: async (seat) => {
      await seat.producer('p', {});
      for (const value of ['a', 'b']) await seat.send('p', 0, value);
      await seat.send('p', 1, 'c');
      await seat.member('c1', {});
      await seat.assigned('c1', [0, 1]);
      await seat.read('c1', 3);
      await seat.commit('c1');
      await seat.committed('c1');
      await seat.close('c1');
      await seat.send('p', 0, 'd');
      await seat.member('c2', {});
      await seat.assigned('c2', [0, 1]);
      await seat.read('c2', 1);
    },
  },
  {
    name: 'two members, and the partitions of one that leaves',
    run: async (seat) => {
      await seat.member('c1', {});
      await seat.assigned('c1', [0, 1]);
      await seat.member('c2', {});
      await seat.shared('c1', 'c2');
      await seat.close('c2');
      await seat.assigned('c1', [0, 1]);
    },
  },
  {
    name: 'a commit of a generation that is over',
    run: async (seat) => {
      await seat.member('c1', {});
      await seat.assigned('c1', [0, 1]);
      await seat.member('c2', {});
      // The first one polls no more.
      await seat.assigned('c2', [0, 1]);
      await seat.commit('c1');
    },
  },
  {
    name: 'no offset, and none to begin with',
    run: async (seat) => {
      await seat.member('c', { 'auto.offset.reset': 'none' });
      await seat.assigned('c', [0, 1]);
    },
  },
  {
    name: 'a transaction that is committed, with offsets, and one that is aborted',
    run: async (seat) => {
      await seat.producer('p', { 'transactional.id': seat.id });
      await seat.transaction('p', 'init');
      await seat.transaction('p', 'begin');
      await seat.send('p', 0, 'a');
      await seat.send('p', 1, 'b');
      await seat.offsets('p', 7);
      await seat.transaction('p', 'commit');
      await seat.transaction('p', 'begin');
      await seat.send('p', 0, 'no');
      await seat.transaction('p', 'abort');
      await seat.transaction('p', 'begin');
      await seat.send('p', 0, 'c');
      await seat.transaction('p', 'commit');
      await seat.reader('r', COMMITTED);
      await seat.read('r', 3);
      await seat.reader('all', {});
      await seat.read('all', 4);
      await seat.member('c', {});
      await seat.committed('c');
    },
  },
  {
    name: 'a transaction that is open hides what comes after it',
    run: async (seat) => {
      await seat.producer('p', { 'transactional.id': seat.id });
      await seat.transaction('p', 'init');
      await seat.transaction('p', 'begin');
      await seat.send('p', 0, 'a');
      await seat.producer('plain', {});
      await seat.send('plain', 0, 'b');
      await seat.reader('r', COMMITTED);
      await seat.read('r', 0);
      await seat.transaction('p', 'commit');
      await seat.read('r', 2);
    },
  },
  {
    name: 'a second producer of a transactional id fences the first',
    run: async (seat) => {
      await seat.producer('p1', { 'transactional.id': seat.id });
      await seat.transaction('p1', 'init');
      await seat.transaction('p1', 'begin');
      await seat.send('p1', 0, 'no');
      await seat.producer('p2', { 'transactional.id': seat.id });
      await seat.transaction('p2', 'init');
      await seat.transaction('p1', 'commit');
      await seat.transaction('p2', 'begin');
      await seat.send('p2', 0, 'a');
      await seat.transaction('p2', 'commit');
      await seat.reader('r', COMMITTED);
      await seat.read('r', 1);
    },
  },
  {
    name: "a broker's crash",
    run: async (seat) => {
      await seat.producer('p', { acks: 'all' });
      await seat.send('p', seat.victim, 'a');
      await seat.reader('r', {});
      await seat.read('r', 1);
      await seat.crash();
      await seat.send('p', seat.victim, 'b');
      await seat.send('p', 1 - seat.victim, 'c');
      await seat.read('r', 2);
    },
  },
];
