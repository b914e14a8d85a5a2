import { describe, expect, it } from 'vitest';
import { Picture } from './picture.ts';

class Emitter {
  static #most = 10;
  static get most(): number {
    return Emitter.#most;
  }
  static set most(value: number) {
    Emitter.#most = value;
  }
  emit(): string {
    return 'emitted';
  }
}

describe('a picture of objects', () => {
  it('undoes what was put into them, taken out of them and replaced in them, wherever they lead to', () => {
    const module = { Emitter, defaults: { depth: 2 }, inner: () => {} };
    const picture = new Picture();
    picture.take(module);
    Object.assign(Emitter.prototype, { emit: () => 'wrapped', seen: 1 });
    module.defaults.depth = 7;
    Reflect.deleteProperty(module, 'inner');
    picture.putBack();
    expect(new Emitter().emit()).toBe('emitted');
    expect(Reflect.ownKeys(Emitter.prototype)).toEqual(['constructor', 'emit']);
    expect([module.defaults.depth, typeof module.inner]).toEqual([2, 'function']);
  });

  it('sets a setting again that lies behind a getter, also where that was replaced', () => {
    const picture = new Picture();
    picture.take(Emitter);
    picture.takeSetting(Emitter, 'most');
    Emitter.most = 0;
    Object.defineProperty(Emitter, 'most', { get: () => 3, configurable: true });
    picture.putBack();
    expect(Emitter.most).toBe(10);
  });

  it('asks no getter, and leaves the objects of others alone', () => {
    const other = { count: 0 };
    const picture = new Picture([other]);
    picture.take({
      other,
      get late(): never {
        throw new Error('asked');
      },
    });
    other.count = 1;
    picture.putBack();
    expect(other.count).toBe(1);
  });
});
