import { ASSIGN, CHOSEN, FAIL, type Recording, SUBSCRIBE } from '../recording/recording.ts';

/** The last operation of a process that touched a partition, and the last record of it. */
export interface Touch {
  operation: number;
  record: number;
}

/** Where each process was last on each partition; it forgets those that it assigns or subscribes away. */
export class LastTouches {
  private readonly recording: Recording;
  private readonly byProcess = new Map<number, Map<number, Touch>>();

  constructor(recording: Recording) {
    this.recording = recording;
  }

  of(operation: number, key: number): Touch | undefined {
    return this.byProcess.get(this.recording.processes.at(operation))?.get(key);
  }

  set(operation: number, key: number, record: number): void {
    const process = this.recording.processes.at(operation);
    let touches = this.byProcess.get(process);
    if (touches === undefined) {
      touches = new Map();
      this.byProcess.set(process, touches);
    }
    const known = touches.get(key);
    if (known === undefined) touches.set(key, { operation, record });
    else {
      known.operation = operation;
      known.record = record;
    }
  }

  /** Looks at an operation that may change what the process reads; one that failed has changed nothing. */
  subscribe(operation: number): void {
    const { recording } = this;
    const f = recording.functions.at(operation);
    if ((f !== ASSIGN && f !== SUBSCRIBE) || recording.outcomes.at(operation) === FAIL) return;
    const touches = this.byProcess.get(recording.processes.at(operation));
    if (touches === undefined || touches.size === 0) return;
    const chosen = new Set<number>();
    for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
      if (recording.kinds.at(part) === CHOSEN) chosen.add(recording.subjects.at(part));
    }
    for (const key of touches.keys()) if (!chosen.has(key)) touches.delete(key);
  }
}
