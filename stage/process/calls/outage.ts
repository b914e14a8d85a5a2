import type { Stage } from '../stage.ts';

/** It outlasts whoever tries a few times more, and not the timers that a run is waited for. */
const OUTAGE_MS = 60_000;
/** So many calls outlast whoever counts: one that tries again at once, through a topic of retries perhaps, would take as long as a hundred runs. */
const CALLS_MAX = 300;

/** Nothing outside can be reached for a while: every call fails, whoever makes it. */
export class Outage {
  isOn = false;
  #until = 0;
  #calls = 0;
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  begin(): void {
    const { time } = this.stage;
    this.isOn = true;
    this.#until = time.now + OUTAGE_MS;
    this.#calls = 0;
    time.schedule(OUTAGE_MS, null, () => {
      if (time.now >= this.#until) this.end();
    });
  }

  /** Whether a call fails, as each does meanwhile. */
  fails(): boolean {
    if (!this.isOn) return false;
    this.#calls += 1;
    if (this.#calls > CALLS_MAX) this.end();
    return this.isOn;
  }

  private end(): void {
    if (!this.isOn) return;
    this.isOn = false;
    this.stage.story.tell('the outside can be reached again', null);
    this.stage.progress();
  }
}
