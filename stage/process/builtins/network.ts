import nodeDns from 'node:dns';
import { EventEmitter } from 'node:events';
import nodeHttp from 'node:http';
import nodeHttps from 'node:https';
import nodeNet from 'node:net';
import nodeTls from 'node:tls';
import type { Life } from '../time/life.ts';
import { type Carrier, StageSocket } from '../network/socket.ts';
import { DECLARE, type Refuse } from '../undeclared.ts';
import type { Modules } from './node-modules.ts';
import { answering, type Later } from './answering.ts';
import { own } from './own.ts';

/** `node:net`, `node:tls`, `node:dns`, `node:http` and `node:https` of a life: its sockets are in memory. */
export function network(life: Life, carrier: Carrier, later: Later, refuse: Refuse): Modules {
  class Socket extends StageSocket {
    constructor() {
      super(carrier, life);
    }
  }
  class TLSSocket extends Socket {
    override encrypted = true;
    /** Packages look behind a socket as they are loaded (http2-wrapper, which got brings along), and go on with what they find. */
    readonly _handle = { _parentWrap: {} };
  }
  const connect = (...given: unknown[]): StageSocket => new Socket().connect(...given);
  const secureConnect = (...given: unknown[]): StageSocket => new TLSSocket().connect(...given);

  /** A server that nobody calls: a health check, a page of metrics. It keeps its process alive. */
  class Server extends EventEmitter {
    listening = false;
    constructor(...given: unknown[]) {
      super();
      const listener = given.find((one) => typeof one === 'function');
      if (typeof listener === 'function') this.on('request', listener as () => void);
      life.keeps.push(() => (this.listening ? 1 : 0));
    }
    listen(...given: unknown[]): this {
      this.listening = true;
      const listener = given.find((one) => typeof one === 'function');
      later(() => {
        if (typeof listener === 'function') listener();
        this.emit('listening');
      });
      return this;
    }
    close(done?: () => void): this {
      this.listening = false;
      later(() => {
        done?.();
        this.emit('close');
      });
      return this;
    }
    address = (): object => ({ address: '::', family: 'IPv6', port: 3000 });
    setTimeout = (): this => this;
    ref = (): this => this;
    unref = (): this => this;
    closeAllConnections(): void {}
    closeIdleConnections(): void {}
  }
  const createServer = (...given: unknown[]): Server => new Server(...given);

  const request = (...given: unknown[]): never =>
    refuse(
      `sends an HTTP request to ${targetOf(given)}`,
      `${DECLARE}; fetch() is seen by itself (\`adapter: 'fetch'\` of axios)`,
    );
  const http = { request, get: request, createServer, Server };
  const addresses = { address: '10.0.0.1', family: 4 };
  const lookup = (_host: string, ...given: unknown[]): void => {
    const callback = given.at(-1) as (...answer: unknown[]) => void;
    const isAll = typeof given[0] === 'object' && given[0] !== null && 'all' in given[0] && given[0].all === true;
    later(() => (isAll ? callback(null, [addresses]) : callback(null, addresses.address, 4)));
  };
  const resolve = answering(() => [addresses.address], later);
  const dnsPromises = {
    lookup: async (_host: string, options?: { all?: boolean }) => (options?.all ? [addresses] : addresses),
    resolve: async () => [addresses.address],
    resolve4: async () => [addresses.address],
  };
  return {
    net: () => own(nodeNet, { Socket, Stream: Socket, connect, createConnection: connect, createServer, Server }),
    tls: () => own(nodeTls, { TLSSocket, connect: secureConnect, createServer, Server }),
    http: () => own(nodeHttp, http),
    https: () => own(nodeHttps, http),
    dns: () => own(nodeDns, { lookup, resolve, resolve4: resolve, promises: dnsPromises }),
    'dns/promises': () => dnsPromises,
  };
}

function targetOf([to]: readonly unknown[]): string {
  if (typeof to === 'string' || to instanceof URL) return String(to);
  const { host, hostname, port } = (to ?? {}) as { host?: string; hostname?: string; port?: number | '' };
  return `${hostname ?? host ?? 'localhost'}${port === undefined || port === '' ? '' : `:${port}`}`;
}
