import { Duplex } from 'node:stream';
import type { Life } from '../time/life.ts';

const PORT_MAX = 65_535;

/** Where a socket's bytes go. */
export interface Carrier {
  /** @throws whatever refuses an address that is not a broker's. */
  open(socket: StageSocket, host: string, port: number): void;
  send(socket: StageSocket, bytes: Buffer): void;
  close(socket: StageSocket): void;
}

/** A socket in memory: what `node:net` and `node:tls` give a program on the stage. */
export class StageSocket extends Duplex {
  connecting = false;
  encrypted = false;
  authorized = true;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  localAddress = '127.0.0.1';
  localPort = 0;
  bytesRead = 0;
  bytesWritten = 0;

  private readonly carrier: Carrier;
  readonly life: Life;

  constructor(carrier: Carrier, life: Life) {
    super({ allowHalfOpen: false, autoDestroy: true, emitClose: true });
    this.carrier = carrier;
    this.life = life;
  }

  /** In all the forms that `net.connect` and `tls.connect` take. */
  connect(...given: unknown[]): this {
    const { host, port, listener } = addressOf(given);
    if (!isPort(port)) throw badPort(port);
    if (listener) this.once(this.encrypted ? 'secureConnect' : 'connect', listener);
    this.connecting = true;
    this.remoteAddress = host;
    this.remotePort = port;
    this.carrier.open(this, host, port);
    return this;
  }

  /** The other side has taken the connection. */
  connected(): void {
    this.connecting = false;
    this.emit('connect');
    if (this.encrypted) this.emit('secureConnect');
    this.emit('ready');
  }

  receive(bytes: Buffer): void {
    this.bytesRead += bytes.length;
    this.push(bytes);
  }

  override _read(): void {
    // Bytes are pushed as they come.
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.connecting) {
      this.once('connect', () => this.written(bytes, done));
    } else this.written(bytes, done);
  }

  private written(bytes: Buffer, done: () => void): void {
    this.bytesWritten += bytes.length;
    this.carrier.send(this, bytes);
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    const close = (): void => {
      this.carrier.close(this);
      done();
    };
    // As Node's own: an end that comes before the connection does waits for it, and is forgotten if that fails.
    if (this.connecting) this.once('connect', close);
    else close();
  }

  /** The other side has ended as well. */
  ended(): void {
    this.push(null);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.carrier.close(this);
    done(error);
  }

  get pending(): boolean {
    return this.connecting;
  }
  get readyState(): string {
    if (this.connecting) return 'opening';
    return this.destroyed ? 'closed' : 'open';
  }
  address(): object {
    return { address: this.localAddress, port: this.localPort, family: 'IPv4' };
  }
  getPeerCertificate(): object {
    return {};
  }
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  destroySoon(): void {
    this.end();
  }
  resetAndDestroy(): this {
    return this.destroy();
  }
}

function addressOf(given: readonly unknown[]): { host: string; port: number; listener?: () => void } {
  const listener = given.find((one): one is () => void => typeof one === 'function');
  const options = given.find((one): one is { host?: string; port?: number; path?: string } => isObject(one));
  const [port, host] = given;
  const named = typeof host === 'string' ? host : options?.host;
  // A socket of the machine's own has a path in the place of host and port.
  const path = options?.path ?? (typeof port === 'string' && Number.isNaN(Number(port)) ? port : undefined);
  return {
    host: named ?? path ?? 'localhost',
    port: Number(path === undefined ? (options?.port ?? port) : 0),
    listener,
  };
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= PORT_MAX;

/** As Node says it (`validatePort`): an address such as `kafka://kafka:9092`, taken apart at its colon, has no number behind it. */
const badPort = (port: number): Error =>
  Object.assign(new RangeError(`Port should be >= 0 and < ${PORT_MAX + 1}. Received type number (${port}).`), {
    code: 'ERR_SOCKET_BAD_PORT',
  });

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
