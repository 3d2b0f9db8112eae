// Starts and stops the real bot, on a port and in a folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const startsWithin = 300_000;

/** The built bot: BOT_DLL, or the newer of the Debug and Release builds. */
function program() {
  if (process.env.BOT_DLL) {
    return process.env.BOT_DLL;
  }

  const built = ['Debug', 'Release']
    .map(kind => join(repository, 'bot', 'bin', kind, 'net10.0', 'BotAdvice.Bot.dll'))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (built.length === 0) {
    throw new Error('The bot is not built. Run "dotnet build" first, or set BOT_DLL.');
  }

  return built[0];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs a command of the bot to its end. */
export function command(...given) {
  return spawnSync('dotnet', [program(), ...given], { cwd: repository, encoding: 'utf8' });
}

export class Bot {
  #folder = mkdtempSync(join(tmpdir(), 'botadvice-clients-'));
  #process;
  #output = '';
  #settings;

  constructor(settings = {}) {
    this.#settings = settings;
  }

  static async start(settings) {
    const bot = new Bot(settings);
    bot.port = await freePort();
    await bot.start();
    return bot;
  }

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  get directLine() {
    return `${this.address}/v3/directline`;
  }

  /** Starts it, again on the same port and folder after a stop. */
  async start() {
    const settings = { 'Storage:Path': join(this.#folder, 'conversations.db'), 'Logging:LogLevel:Microsoft.AspNetCore': 'Warning', ...this.#settings };
    this.#process = spawn(
      'dotnet',
      [program(), `--urls=${this.address}`, ...Object.entries(settings).map(([key, value]) => `--${key}=${value}`)],
      { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = text => { this.#output += text; };
    this.#process.stdout.on('data', keep);
    this.#process.stderr.on('data', keep);
    for (const until = Date.now() + startsWithin; ;) {
      try {
        await fetch(`${this.directLine}/session/getsessionid`);
        return;
      } catch {
        if (this.#process.exitCode !== null || Date.now() > until) {
          throw new Error(`The bot did not start:\n${this.#output}`);
        }

        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
  }

  /** Stops it, politely or as a crash would. */
  stop(signal = 'SIGTERM') {
    const { exitCode, signalCode } = this.#process;
    return exitCode !== null || signalCode !== null
      ? Promise.resolve()
      : new Promise(resolve => {
        this.#process.once('exit', resolve);
        this.#process.kill(signal);
      });
  }

  async dispose() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Sends an activity as Azure Bot Service would, on behalf of somebody in a channel, and gets all replies in the answer unless it asks otherwise. */
  async deliver(activity) {
    const response = await fetch(`${this.address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: crypto.randomUUID(),
        serviceUrl: 'http://localhost:9/',
        deliveryMode: 'expectReplies',
        from: { id: '29:somebody' },
        recipient: { id: '28:bot' },
        ...activity
      })
    });
    if (!response.ok) {
      throw new Error(`${response.status}: ${await response.text()}`);
    }

    const body = await response.text();
    return body ? JSON.parse(body) : undefined;
  }

  /** A token as a page on this machine gets one. */
  async token() {
    const response = await fetch(`${this.directLine}/tokens/generate`, { method: 'POST' });
    return response.json();
  }
}
