import type { Program } from '../../stage/process/bundle/program.ts';
import type { Row } from '../../stage/process/calls/written-keys.ts';

/** Where a broker says that it is reached, and the port of the gate that this process is to take instead. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly gate: number;
}

/** What a program's process is told. */
export type ToProcess =
  | {
      readonly type: 'start';
      readonly program: Program;
      readonly slot: number;
      /** Of the input: what is looked for in the arguments of effects. */
      readonly markers: readonly string[];
      /** In the order of the brokers. */
      readonly doors: readonly Door[];
    }
  /** An effect takes place; `world` is what the trial keeps of the outside. */
  | { readonly type: 'take'; readonly call: number; readonly world: ReadonlyMap<unknown, unknown> }
  /** An effect is over: as it was answered, with this error instead, or refused as such calls are; once the process has stood still for so long. */
  | {
      readonly type: 'settle';
      readonly call: number;
      readonly error?: Error;
      readonly isRefused?: boolean;
      readonly stallMs?: number;
    }
  /** As the next bytes from a broker are read, the process is to stand still. */
  | { readonly type: 'stall'; readonly ms: number };

/** What a program's process tells. */
export type FromProcess =
  | {
      readonly type: 'call';
      readonly call: number;
      readonly name: string;
      /** What it is called with. */
      readonly content: string;
      /** The input records that are in its arguments. */
      readonly records: readonly string[];
      /** What it writes, by name. */
      readonly rows?: readonly Row[];
      readonly reads: boolean;
    }
  | {
      readonly type: 'took';
      readonly call: number;
      readonly failed: boolean;
      readonly world: ReadonlyMap<unknown, unknown>;
    }
  /** What had come has been read: it stands still with what comes now. */
  | { readonly type: 'ready' };
