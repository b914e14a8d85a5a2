import { canonical } from '../canonical.ts';
import { type CampaignPlan, planName } from '../plan/campaign-plan.ts';
import { isSearch, type JobResult, type ReadResult, type ToldViolation } from '../jobs/job-result.ts';

/**
 * What is known of a campaign: a set of plans and a set of results, and of every setup, property and cause the least
 * counterexample. A join semilattice: adding is commutative, associative and idempotent, so that no order, repeat or
 * grouping of what is merged can matter.
 *
 * A counterexample that is not the least of its setup, property and cause can never become it: it is dropped when it is
 * met, so that the state weighs what the counts of its results weigh.
 */
export class MergeState {
  readonly plans = new Map<string, CampaignPlan>();
  /** By key, then by the digest of what the job came to; more than one digest is a fault of determinism. */
  readonly results = new Map<string, Map<string, JobResult>>();
  readonly #least = new Map<string, Candidate>();
  readonly #tool: string;

  /** @param tool the version of this program: nothing of another one is taken. */
  constructor(tool: string) {
    this.#tool = tool;
  }

  /** @returns why the plan was left out. */
  addPlan(plan: CampaignPlan): string | undefined {
    if (plan.tool !== this.#tool) return this.#ofOther(plan.tool);
    this.plans.set(planName(plan), plan);
    return undefined;
  }

  /** @returns why the result was left out. */
  add({ result, digest }: ReadResult): string | undefined {
    if (result.tool !== this.#tool) return this.#ofOther(result.tool);
    const known = this.results.get(result.key) ?? new Map<string, JobResult>();
    this.results.set(result.key, known);
    // Of a result that was merged before there may be less left than of the same result itself.
    const before = known.get(digest);
    known.set(digest, before === undefined ? without(result, foundIn(result)) : before);
    for (const violation of foundIn(result)) this.#offer(violation, result, digest);
    return undefined;
  }

  join(other: MergeState): void {
    for (const plan of other.plans.values()) this.addPlan(plan);
    for (const { result, digest } of other.all()) this.add({ result, digest });
  }

  /** Every result, by key and digest; each with the counterexamples of its own that are the least. */
  *all(): Generator<ReadResult> {
    for (const key of [...this.results.keys()].sort()) {
      const known = this.results.get(key) ?? new Map<string, JobResult>();
      for (const digest of [...known.keys()].sort()) {
        const result = known.get(digest);
        if (result !== undefined) yield { result, digest };
      }
    }
  }

  #offer(violation: ToldViolation, { key, setup }: JobResult, digest: string): void {
    const place = `${setup}\n${violation.property}\n${violation.counterexample.cause}`;
    const candidate = { violation, key, digest, bytes: JSON.stringify(violation.counterexample).length };
    const known = this.#least.get(place);
    if (known !== undefined && compared(known, candidate) <= 0) return;
    if (known !== undefined) this.#change(known, (result) => without(result, [known.violation]));
    this.#least.set(place, candidate);
    this.#change(candidate, (result) => withFound(result, violation));
  }

  #change({ key, digest }: Candidate, change: (result: JobResult) => JobResult): void {
    const results = this.results.get(key);
    const result = results?.get(digest);
    if (result !== undefined) results?.set(digest, change(result));
  }

  #ofOther(tool: string): string {
    return `it is of kafka-trial ${tool}, and this is ${this.#tool}`;
  }
}

/** A counterexample, and the result that has it. */
interface Candidate {
  readonly violation: ToldViolation;
  readonly key: string;
  readonly digest: string;
  readonly bytes: number;
}

/** Fewer steps first, then fewer bytes; among equals any order will do that is always the same. */
function compared(one: Candidate, other: Candidate): number {
  const [a, b] = [one.violation.counterexample, other.violation.counterexample];
  return (
    a.steps - b.steps ||
    one.bytes - other.bytes ||
    order(a.seed, b.seed) ||
    order(canonical(a), canonical(b)) ||
    order(one.key, other.key) ||
    order(one.digest, other.digest)
  );
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const foundIn = ({ outcome }: JobResult): readonly ToldViolation[] => (isSearch(outcome) ? outcome.found : []);

function without(result: JobResult, dropped: readonly ToldViolation[]): JobResult {
  if (!isSearch(result.outcome)) return result;
  const found = result.outcome.found.filter((violation) => !dropped.includes(violation));
  return { ...result, outcome: { ...result.outcome, found } };
}

const named = ({ property, counterexample }: ToldViolation): string => `${property}\n${counterexample.cause}`;

/** With one violation more, in the order of their properties and causes. */
function withFound(result: JobResult, violation: ToldViolation): JobResult {
  if (!isSearch(result.outcome)) return result;
  const found = [...result.outcome.found, violation].sort((one, other) => order(named(one), named(other)));
  return { ...result, outcome: { ...result.outcome, found } };
}
