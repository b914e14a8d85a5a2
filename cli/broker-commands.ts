import type { ClusterEvent } from '../stage/cluster/cluster-event.ts';
import type { Director, HeldRequest, LoopbackBrokers } from '../stage/loopback/loopback-brokers.ts';
import type { Io } from './io.ts';
import { reasonOf } from './reason-of.ts';

/** A line of standard input. */
interface Command {
  /** The ticket of a request that its broker may take now. */
  readonly release?: number;
  /** Something that may happen by itself, or `{ "type": "broker.crash", "broker": 0 }`. */
  readonly happen?: ClusterEvent;
  /** What may happen by itself now? */
  readonly due?: true;
}

/**
 * Brokers that do nothing by themselves. Each request that comes is a line of JSON on standard output; each line of standard
 * input releases one, or lets something happen. The order of the lines is the run: told again, it is the same again, as far as
 * the clients do the same.
 */
export class BrokerCommands implements Director {
  readonly #io: Io;
  readonly #held = new Map<number, () => void>();
  #end: () => void = () => {};

  constructor(io: Io) {
    this.#io = io;
  }

  requested(request: HeldRequest, release: () => void): void {
    this.#held.set(request.ticket, release);
    this.tell({ request });
  }

  /** From now on lines are read. */
  direct(brokers: LoopbackBrokers): void {
    this.tell({ brokers: brokers.cluster.endpoints });
    this.#end = this.#io.onLine((line) => {
      try {
        if (line.trim() !== '') this.follow(JSON.parse(line) as Command, brokers);
      } catch (error) {
        this.tell({ error: reasonOf(error) });
      }
    });
  }

  /** No more lines are read. */
  end(): void {
    this.#end();
  }

  private follow({ release, happen, due }: Command, brokers: LoopbackBrokers): void {
    if (release !== undefined) {
      const held = this.#held.get(release);
      if (held === undefined) throw new RangeError(`no request ${release} is held`);
      this.#held.delete(release);
      held();
      this.tell({ released: release });
    } else if (happen !== undefined) {
      brokers.happen(happen);
      this.tell({ happened: happen });
    } else if (due === true) this.tell({ due: brokers.due.map(({ afterMs, event }) => ({ afterMs, event })) });
    else throw new RangeError('a line says "release", "happen" or "due"');
  }

  private tell(what: object): void {
    this.#io.out(`${JSON.stringify(what)}\n`);
  }
}
