import type { DecodedRequest } from '../../../wire/apache/decode-request.ts';
import type { FrameCutter } from '../../../wire/frame-cutter.ts';
import type { SourceLine } from '../../decision-point.ts';
import type { Chance } from '../time/chance.ts';
import type { WireEnd } from './wire-end.ts';

/** A request, and the line of the user's that made it. */
export interface Sent {
  readonly payload: Buffer;
  readonly line?: SourceLine;
  /** Of what is sent to a log: the line lets go of it. */
  readonly isLetGo?: true;
}

/** A request that its broker has taken, and when. */
export interface Asked extends Omit<Sent, 'payload'> {
  readonly wire: Wire;
  readonly request: DecodedRequest;
  /** The last decision point before it. */
  readonly at: number;
}

/** A connection from a process to a broker. */
export interface Wire {
  readonly socket: WireEnd;
  readonly broker: number;
  readonly chance: Chance;
  readonly cutter: FrameCutter;
  /** Requests that have come and wait for the answer to the one before: a broker reads a connection one by one. */
  readonly behind: Sent[];
  /** What is being answered. */
  ticket: number | null;
  /** `half`: its broker is gone, and what it had answered still arrives. */
  state: 'open' | 'half' | 'over';
  /** When the last bytes of each direction arrive: those that follow come no sooner. */
  arrives: number;
  delivers: number;
  /** What is on its way back has been given over and over: nobody learns anything from it. */
  isSameAgain: boolean;
}

/** Whether something that may be news is on its way. */
export const isBusy = ({ arrives, delivers, isSameAgain }: Wire, now: number): boolean =>
  arrives > now || (delivers > now && !isSameAgain);

/** Of whatever a client has sent: its broker finds out later that something is no request. */
export const apiKeyOf = (payload: Buffer): number => (payload.length < 2 ? -1 : payload.readInt16BE(0));
