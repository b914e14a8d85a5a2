import type { DecodedRequest } from '../../../wire/apache/decode-request.ts';
import type { Answer } from '../../cluster/arrived.ts';
import type { SourceLine } from '../../decision-point.ts';
import type { Life } from '../time/life.ts';

/** A request that has its answer. */
export interface Answered {
  readonly life: Life;
  readonly request: DecodedRequest;
  readonly body: Answer['body'];
  /** The decision point at which the broker took the request. */
  readonly at: number;
  readonly line?: SourceLine;
  /** Of what was sent to a log: the line lets go of it. */
  readonly isLetGo?: true;
}

/** A request that a broker has taken. */
export type Received = Pick<Answered, 'life' | 'request' | 'line'>;

/** A request that a broker does not understand. */
export interface Misread {
  readonly broker: number;
  readonly error: Error;
}

/** Somebody who looks at what passes: the ledger. */
export interface Witness {
  received?(received: Received): void;
  answered(answered: Answered): void;
  misread?(misread: Misread): void;
}
