import { grown } from '../vectors/grown.ts';
import { ImpureRuleError } from './impure-rule-error.ts';
import type { Recorder } from '../vectors/recorder.ts';

/** What a place has that is not decided yet. */
const UNKNOWN = 0;

/**
 * A node in the list of integers: the slot that it asks for, its number, for how many components it has room, and for each
 * of these what comes next. Most nodes lie in one cache line.
 */
const NUMBER = 1;
const ROOM = 2;
const NEXT = 3;

const roomMin = 4;
/** What comes next by components from this number on is in a table: a node need not have room for thousands. */
const roomMax = 1024;

/** More than any number of a component. */
const componentsMax = 2 ** 26;

/**
 * What was found out about states, remembered by what it depends on: for each question a tree whose nodes are slots, whose
 * branches are the components that were there, and whose leaves are answers, as numbers from 1 on.
 *
 * A question always reads the same slot first; which one it reads next depends on what it has read, and so on, since it
 * depends on nothing else. So every answer has one path, and a state with the components on the path has that answer.
 */
export class DecisionTrees {
  /** Of each question its tree: where a node is, minus an answer, or UNKNOWN. */
  private roots = new Int32Array(256);
  private questions = 0;
  /** All nodes. None is at 0. */
  private nodes = new Int32Array(4096);
  private nodesEnd = 1;
  private count = 0;
  /** What comes next by components beyond the room of nodes, by node and component. */
  private readonly beyond = new Map<number, number>();

  /** Adds a question, of which nothing is known. Returns its number. */
  ask(): number {
    if (this.questions === this.roots.length) this.roots = grown(this.roots);
    this.questions += 1;
    return this.questions - 1;
  }

  /** The answer to a question in the state of a vector; 0 where it is not known. */
  find(question: number, row: Int32Array): number {
    let at = this.roots[question];
    while (at > 0) at = this.next(at, row[this.nodes[at]]);
    // Not -at, which of 0 is another zero.
    return 0 - at;
  }

  /**
   * Remembers the answer to a question, by what the recorder has read.
   *
   * @param subject who was asked, for messages.
   * @throws {ImpureRuleError} when the same reads led to other ones before.
   */
  add(question: number, answer: number, recorder: Recorder, subject: () => string): void {
    const { reads, count, row } = recorder;
    let node = 0;
    let parent = 0;
    let at = this.roots[question];
    for (let index = 0; index < count; index += 1) {
      const slot = reads[index];
      if (at < 0) throw new ImpureRuleError(subject(), 'it looks at more than before');
      if (at === UNKNOWN) {
        at = this.addNode(slot, row[slot]);
        this.branch(question, parent, node, index, recorder, at);
      } else if (this.nodes[at] !== slot) {
        throw new ImpureRuleError(subject(), 'it looks at something else than before');
      }
      parent = node;
      node = at;
      at = this.next(node, row[slot]);
    }
    if (at !== UNKNOWN) throw new ImpureRuleError(subject(), 'it looks at less than before');
    this.branch(question, parent, node, count, recorder, -answer);
  }

  /**
   * Goes through all that is remembered.
   *
   * @param visit hears of every answer with the slots that it depends on, in the order in which they are read, and a vector that has
   *   the components there.
   */
  forEach(visit: (question: number, answer: number, reads: readonly number[], row: readonly number[]) => void): void {
    const beyond = this.targetsBeyond();
    const reads: number[] = [];
    const row: number[] = [];
    for (let question = 0; question < this.questions; question += 1) {
      const follow = (at: number): void => {
        if (at < 0) return visit(question, -at, reads, row);
        if (at === UNKNOWN) return;
        const slot = this.nodes[at];
        reads.push(slot);
        const goOn = (component: number, target: number): void => {
          row[slot] = component;
          follow(target);
        };
        for (let component = 0; component < this.nodes[at + ROOM]; component += 1) {
          goOn(component, this.nodes[at + NEXT + component]);
        }
        for (const [component, target] of beyond.get(this.nodes[at + NUMBER]) ?? []) goOn(component, target);
        reads.pop();
      };
      follow(this.roots[question]);
    }
  }

  /** What comes next by components beyond the room of nodes, by the numbers of these. */
  private targetsBeyond(): ReadonlyMap<number, readonly (readonly [component: number, target: number])[]> {
    const targets = new Map<number, [component: number, target: number][]>();
    for (const [key, target] of this.beyond) {
      const component = key % componentsMax;
      const number = (key - component) / componentsMax;
      const others = targets.get(number) ?? [];
      others.push([component, target]);
      targets.set(number, others);
    }
    return targets;
  }

  /** Notes what comes after a node at a depth, by the component that was read there; the node may move for it. */
  private branch(
    question: number,
    parent: number,
    node: number,
    depth: number,
    { reads, row }: Recorder,
    target: number,
  ): void {
    const component = depth > 0 ? row[reads[depth - 1]] : 0;
    let from = node;
    if (node !== 0 && component < roomMax && component >= this.nodes[node + ROOM]) {
      from = this.moved(node, component);
      this.set(question, parent, depth > 1 ? row[reads[depth - 2]] : 0, from);
    }
    this.set(question, from, component, target);
  }

  private set(question: number, node: number, component: number, target: number): void {
    if (node === 0) this.roots[question] = target;
    else if (component < roomMax) this.nodes[node + NEXT + component] = target;
    else this.beyond.set(this.keyOf(node, component), target);
  }

  /** What comes after a node by a component. */
  private next(node: number, component: number): number {
    const { nodes } = this;
    if (component < nodes[node + ROOM]) return nodes[node + NEXT + component];
    return component < roomMax ? UNKNOWN : (this.beyond.get(this.keyOf(node, component)) ?? UNKNOWN);
  }

  private keyOf(node: number, component: number): number {
    return this.nodes[node + NUMBER] * componentsMax + component;
  }

  /** Adds a node that has room for a component. Returns where it is. */
  private addNode(slot: number, component: number): number {
    this.count += 1;
    return this.place(slot, this.count, component);
  }

  private place(slot: number, number: number, component: number): number {
    let room = roomMin;
    while (room <= component && room < roomMax) room *= 2;
    const at = this.nodesEnd;
    this.nodesEnd += NEXT + room;
    while (this.nodesEnd > this.nodes.length) this.nodes = grown(this.nodes);
    this.nodes[at] = slot;
    this.nodes[at + NUMBER] = number;
    this.nodes[at + ROOM] = room;
    return at;
  }

  /** Moves a node to where it has room for a component. */
  private moved(node: number, component: number): number {
    const { nodes } = this;
    const at = this.place(nodes[node], nodes[node + NUMBER], component);
    this.nodes.copyWithin(at + NEXT, node + NEXT, node + NEXT + nodes[node + ROOM]);
    return at;
  }
}
