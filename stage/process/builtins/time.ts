import { EPOCH_MS } from '../../epoch.ts';

/** A program that waits by looking at the clock again and again gets a millisecond for so many looks. */
const LOOKS_PER_MS = 1000;

/** Virtual time as a program sees it. */
export interface StageClock {
  /** Virtual milliseconds since the run began. */
  readonly now: number;
  readonly events: number;
}

const nothing = (): void => {};

/** Dates, performance and hrtime of one run: no time passes within an event. */
export function virtualTime(clock: StageClock) {
  let looks = 0;
  let event = -1;
  const millis = (): number => {
    if (event !== clock.events) {
      event = clock.events;
      looks = 0;
    }
    return clock.now + Math.floor(++looks / LOOKS_PER_MS);
  };
  const dateNow = (): number => EPOCH_MS + millis();
  const VirtualDate = new Proxy(Date, {
    construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [dateNow()] : given, self),
    apply: (target) => Reflect.construct(target, [dateNow()]).toString(),
    get: (target, key) => (key === 'now' ? dateNow : Reflect.get(target, key)),
  });
  const hrtime = Object.assign(
    (before?: readonly [number, number]): [number, number] => {
      const now = millis();
      const [seconds, nanos] = [Math.floor(now / 1000), (now % 1000) * 1e6];
      if (before === undefined) return [seconds, nanos];
      const lent = nanos < before[1] ? 1 : 0;
      return [seconds - before[0] - lent, nanos - before[1] + lent * 1e9];
    },
    { bigint: (): bigint => BigInt(millis()) * 1_000_000n },
  );
  const performance = {
    now: millis,
    timeOrigin: EPOCH_MS,
    mark: nothing,
    measure: nothing,
    clearMarks: nothing,
    clearMeasures: nothing,
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
    timerify: <T>(of: T): T => of,
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
    toJSON: () => ({ timeOrigin: EPOCH_MS }),
  };
  return { Date: VirtualDate, hrtime, performance, uptime: () => millis() / 1000 };
}
