import { FrameCutter } from '../../../wire/frame-cutter.ts';
import { Chance } from '../time/chance.ts';
import type { Life } from '../time/life.ts';
import type { Stage } from '../stage.ts';
import type { Brokers } from './brokers.ts';
import { isBusy, type Wire } from './wire.ts';
import type { WireEnd } from './wire-end.ts';

/** A way takes from one millisecond to this. */
const LATENCY_MAX_MS = 4;

export interface ConnectionsOptions {
  readonly seed: string;
  /** Hears of a request that is not answered any more, since its connection is gone. */
  readonly abandoned: (ticket: number) => void;
}

/** The connections from processes to brokers: they are opened, break and end, and what is on them arrives in its order. */
export class Connections {
  readonly #wires = new Map<WireEnd, Wire>();
  readonly #opened = new Map<Life, number>();

  private readonly stage: Stage;
  private readonly brokers: Pick<Brokers, 'isUp'>;
  private readonly options: ConnectionsOptions;

  constructor(stage: Stage, brokers: Pick<Brokers, 'isUp'>, options: ConnectionsOptions) {
    this.stage = stage;
    this.brokers = brokers;
    this.options = options;
  }

  of(socket: WireEnd): Wire | undefined {
    return this.#wires.get(socket);
  }

  /** Whether something that may be news is on its way. */
  get areBusy(): boolean {
    const { now } = this.stage.time;
    return [...this.#wires.values()].some((wire) => isBusy(wire, now));
  }

  /** A process connects to a broker. */
  open(socket: WireEnd, broker: number): void {
    const { life } = socket;
    const opened = this.#opened.get(life) ?? 0;
    this.#opened.set(life, opened + 1);
    if (opened === 0) life.keeps.push(() => [...this.#wires.keys()].filter((one) => one.life === life).length);
    const chance = new Chance(`${this.options.seed}/wire/${life.process}/${life.incarnation}/${opened}`);
    const wire: Wire = {
      socket,
      broker,
      chance,
      cutter: new FrameCutter(),
      behind: [],
      ticket: null,
      state: 'open',
      arrives: 0,
      delivers: 0,
      isSameAgain: false,
    };
    this.#wires.set(socket, wire);
    if (opened === 0) life.onEnd.push(() => this.dropAll((one) => one.socket.life === life));
    this.stage.time.schedule(latency(wire), life, () => {
      if (wire.state !== 'open') return;
      if (this.brokers.isUp(broker)) socket.connected();
      else this.reset(wire, 'ECONNREFUSED', 'connect ECONNREFUSED');
    });
  }

  /** A process has ended a connection. */
  close(socket: WireEnd): void {
    const wire = this.#wires.get(socket);
    if (!wire) return;
    this.#wires.delete(socket);
    // What was written before the end still arrives; then the other side ends as well.
    this.at(wire, 'arrives', null, () => {
      this.cut(wire);
      this.at(wire, 'delivers', socket.life, () => socket.ended());
    });
  }

  /** A broker is gone, and with it its connections: what it had answered is on its way, and is read before. */
  dropBroker(broker: number): void {
    this.dropAll((wire) => wire.broker === broker && wire.delivers <= this.stage.time.now);
    for (const wire of [...this.#wires.values()].filter((one) => one.broker === broker)) {
      this.cut(wire, 'half');
      this.at(wire, 'delivers', null, () => this.reset(wire));
    }
  }

  /** A connection breaks. */
  reset(wire: Wire, code = 'ECONNRESET', message = 'read ECONNRESET'): void {
    this.cut(wire);
    const { socket } = wire;
    this.stage.time.schedule(0, socket.life, () => socket.destroy(Object.assign(new Error(message), { code })));
  }

  /** Something arrives at an end of a connection, behind all that is on its way there. */
  at(wire: Wire, direction: 'arrives' | 'delivers', life: Life | null, run: () => void, longer = 0): void {
    const { time } = this.stage;
    wire[direction] = Math.max(wire[direction], time.now + latency(wire) + longer);
    time.schedule(wire[direction] - time.now, life, run);
  }

  private dropAll(which: (wire: Wire) => boolean): void {
    for (const wire of [...this.#wires.values()].filter(which)) this.reset(wire);
  }

  private cut(wire: Wire, state: 'half' | 'over' = 'over'): void {
    wire.state = state;
    this.#wires.delete(wire.socket);
    if (wire.ticket !== null) this.options.abandoned(wire.ticket);
  }
}

const latency = ({ chance }: Wire): number => chance.between(1, LATENCY_MAX_MS + 1);
