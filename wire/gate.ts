import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Address } from './address.ts';
import { type Frame, type Matcher, matches } from './frame.ts';
import { Link } from './link.ts';

/** A kind of frame that does not go on by itself, as long as this is there. */
export interface Hold {
  readonly matcher: Matcher;
  /** Lets everything go on that nothing else holds. */
  release(): void;
}

/** Somebody who sees frames come. */
interface Watch {
  readonly matcher: Matcher;
  readonly seen: (frame: Frame) => void;
}

interface Waiter {
  readonly isOver: () => boolean;
  readonly resolve: () => void;
}

/**
 * A gate between Kafka's brokers and everybody who talks to them. Every listener is advertised at a port of the gate, which
 * cuts the stream into frames, reads the header of each request, and holds, passes, drops, cuts, detaches and delivers late.
 *
 * What is not held goes on at once. Frames of a connection stay in order: what comes behind a held one waits as well.
 */
export class Gate {
  readonly #links = new Set<Link>();
  readonly #holds = new Set<Hold>();
  readonly #passed = new WeakSet<Frame>();
  readonly #refusing = new Set<string>();
  readonly #waiters = new Set<Waiter>();
  readonly #watches = new Set<Watch>();
  readonly #servers: Server[] = [];
  #redirect: (frame: Frame) => Address | null = () => null;
  #rewrite: (response: Frame) => Buffer | null = () => null;
  #count = 0;

  /**
   * Listens on a port of loopback for a listener of a broker.
   *
   * @param advertised the port that clients know; 0 for any.
   * @param real where the broker listens.
   * @returns the port that clients know.
   * @throws {Error} with the system's code where the port is not to be had.
   */
  async listen(listener: string, advertised: number, real: Address): Promise<number> {
    const server = createServer((client) => this.#accept(listener, real, client));
    this.#servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(advertised, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** From now on frames like these do not go on by themselves. */
  hold(matcher: Matcher): Hold {
    const hold: Hold = {
      matcher,
      release: () => {
        this.#holds.delete(hold);
        this.#flush();
      },
    };
    this.#holds.add(hold);
    return hold;
  }

  /** Tells of every frame like these that comes from now on, held or not, until what it returns is called. */
  watch(matcher: Matcher, seen: (frame: Frame) => void): () => void {
    const watch = { matcher, seen };
    this.#watches.add(watch);
    return () => this.#watches.delete(watch);
  }

  /** Requests are sent elsewhere than where their listener's go, where this names a place: somebody else answers them. */
  redirect(elsewhere: (frame: Frame) => Address | null): void {
    this.#redirect = elsewhere;
  }

  /** Responses are, from when they come, what this makes of them; null leaves one as it is. */
  rewrite(rewritten: (response: Frame) => Buffer | null): void {
    this.#rewrite = rewritten;
  }

  /** Frames that have come and not gone on, in the order of their connections, strays included. */
  frames(matcher: Matcher): readonly Frame[] {
    return this.#among(matcher).flatMap((link) =>
      [...link.requests, ...link.responses].filter((frame) => matches(frame, matcher)),
    );
  }

  /** Requests that a broker has, and has not answered. */
  unanswered(matcher: Matcher): readonly Frame[] {
    return this.#among(matcher).flatMap((link) => link.unanswered.filter((frame) => matches(frame, matcher)));
  }

  /** Responses to requests whose client had gone when they were answered. */
  strayAnswers(matcher: Matcher): readonly Frame[] {
    return [...this.#links].flatMap((link) => link.answers).filter((frame) => matches(frame, matcher));
  }

  /** Whether the frame is on a connection whose client has gone. */
  isStray(frame: Frame): boolean {
    return this.#linkOf(frame).isDetached;
  }

  /** The frame goes on, when those before it on its connection have. @param payload what goes on instead of it. */
  pass(frame: Frame, payload?: Buffer): void {
    const link = this.#linkOf(frame);
    const going = payload === undefined ? frame : link.replace(frame, payload);
    this.#passed.add(going);
    link.flush();
    this.#changed();
  }

  /** The frame is lost; its connection goes on. */
  drop(frame: Frame): void {
    this.#linkOf(frame).drop(frame);
    this.#linkOf(frame).flush();
    this.#changed();
  }

  /** The request gets this answer, and not its broker's. */
  answer(request: Frame, payload: Buffer): void {
    const link = this.#linkOf(request);
    this.#passed.add(link.answer(request, payload));
    link.flush();
    this.#changed();
  }

  /** The connections are closed at both ends: what has not gone on is lost. */
  cut(matcher: Pick<Matcher, 'listener' | 'clientId' | 'link' | 'stray'>): void {
    for (const link of this.#linksOf(matcher)) link.cut();
    this.#changed();
  }

  /** The clients' ends are closed; what has not gone on stays here, and may go on late. */
  detach(matcher: Pick<Matcher, 'listener' | 'clientId' | 'link' | 'stray'>): void {
    for (const link of this.#linksOf(matcher)) link.detach();
    this.#changed();
  }

  /** Connections to the listener are refused, as a dead broker's would be, or taken again. */
  refuse(listener: string, refuses: boolean): void {
    if (refuses) this.#refusing.add(listener);
    else this.#refusing.delete(listener);
  }

  /** Resolves once `isOver`, which is asked again whenever anything at the gate changes. Never resolves by itself. */
  async until(isOver: () => boolean): Promise<void> {
    if (isOver()) return;
    await new Promise<void>((resolve) => this.#waiters.add({ isOver, resolve }));
  }

  /** Everything goes on again, and connections whose clients have gone are closed. */
  reset(): void {
    this.#holds.clear();
    this.#refusing.clear();
    this.#redirect = () => null;
    this.#rewrite = () => null;
    for (const link of this.#links) if (link.isDetached) link.cut();
    this.#flush();
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.cut();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  #accept(listener: string, real: Address, client: Socket): void {
    if (this.#refusing.has(listener)) {
      client.resetAndDestroy();
      return;
    }
    this.#count += 1;
    const link = new Link(this.#count, listener, real, client, {
      passes: (frame) => this.#passes(link, frame),
      elsewhere: (frame) => this.#redirect(frame),
      rewritten: (response) => this.#rewrite(response),
      came: (frame) => {
        for (const { matcher, seen } of this.#watches) if (matches(frame, matcher)) seen(frame);
      },
      changed: () => this.#changed(),
      ended: () => {
        this.#links.delete(link);
        this.#changed();
      },
    });
    this.#links.add(link);
  }

  #passes(link: Link, frame: Frame): boolean {
    if (this.#passed.has(frame)) return true;
    return !link.isDetached && ![...this.#holds].some(({ matcher }) => matches(frame, matcher));
  }

  #linkOf(frame: Frame): Link {
    const link = [...this.#links].find(({ id }) => id === frame.link);
    if (link === undefined) throw new RangeError(`connection ${frame.link} is no longer there`);
    return link;
  }

  #among({ stray }: Matcher): readonly Link[] {
    return [...this.#links].filter(({ isDetached }) => stray === undefined || isDetached === stray);
  }

  #linksOf({ listener, clientId, link: id, stray }: Matcher): readonly Link[] {
    return this.#among({ stray }).filter((link) => {
      if (id !== undefined) return link.id === id;
      return link.seen !== null && matches(link.seen, { listener, clientId });
    });
  }

  #flush(): void {
    for (const link of this.#links) link.flush();
    this.#changed();
  }

  #changed(): void {
    for (const waiter of this.#waiters) {
      if (!waiter.isOver()) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
