// Microsoft's Direct Line client, with what a browser would give it, and a memory of what it received.
import directLineModule from 'botframework-directlinejs';
import { createRequire } from 'node:module';
import WebSocket from 'ws';
import { checkActivity } from './cards.js';

const { ConnectionStatus, DirectLine } = directLineModule;
export { ConnectionStatus };

const { XMLHttpRequest } = createRequire(import.meta.url)('xmlhttprequest-ssl');
const sockets = new Set();
globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    sockets.add(this);
    this.on('close', () => sockets.delete(this));
  }
};

/** Breaks every open stream off, as a lost network does. */
export function breakStreams() {
  for (const socket of sockets) {
    socket.terminate();
  }
}

export class Client {
  received = [];
  statuses = [];
  #directLine;
  #options;
  #subscriptions = [];
  #waiting = new Set();

  constructor(options) {
    this.#options = options;
    this.#directLine = new DirectLine({ conversationStartProperties: { locale: 'en-GB' }, pollingInterval: 200, ...options });
    this.#subscriptions.push(
      this.#directLine.connectionStatus$.subscribe(status => {
        this.statuses.push(status);
        this.#look();
      }),
      this.#directLine.activity$.subscribe(activity => {
        checkActivity(activity);
        this.received.push(activity);
        this.#look();
      }));
  }

  get conversationId() {
    return this.#directLine.conversationId;
  }

  get token() {
    return this.#directLine.token;
  }

  get replies() {
    return this.received.filter(activity => activity.from.role === 'bot');
  }

  get last() {
    return this.replies.at(-1);
  }

  /** Waits until something holds of this client. */
  until(what, holds, within = 30_000) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds(this)) {
          clearTimeout(patience);
          this.#waiting.delete(look);
          resolve(this);
        }
      };
      const patience = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`Waited in vain: ${what}. Received: ${JSON.stringify(this.received.map(activity => activity.text ?? activity.type), null, 1)}`));
      }, within);
      this.#waiting.add(look);
      look();
    });
  }

  /** Says something and waits for the reply to it. */
  async say(text, more = {}) {
    const clientActivityID = crypto.randomUUID();
    const id = await this.post({ type: 'message', text, textFormat: 'plain', channelData: { clientActivityID }, ...more });
    await this.until(`a reply to "${text}"`, client => client.replies.some(reply => reply.replyToId === id));
    return { id, clientActivityID, reply: this.replies.find(reply => reply.replyToId === id) };
  }

  post(activity) {
    return new Promise((resolve, reject) => {
      this.#directLine.postActivity({ from: { id: 'dl_somebody', name: 'Somebody', role: 'user' }, locale: 'en-GB', ...activity }).subscribe(resolve, reject);
    });
  }

  /** Refreshes the token as the client does every 15 minutes. */
  refresh() {
    return new Promise((resolve, reject) => {
      this.#directLine.refreshToken().subscribe(token => {
        this.#directLine.token = token;
        resolve(token);
      }, reject);
    });
  }

  /** Another client that goes on from where this one was, as after a page was loaded again. */
  resumed() {
    const { conversationId, token, watermark } = this.#directLine;
    return new Client({ ...this.#options, conversationId, token, watermark });
  }

  end() {
    this.#directLine.end();
    this.#subscriptions.forEach(subscription => subscription.unsubscribe());
  }

  #look() {
    [...this.#waiting].forEach(look => look());
  }
}
