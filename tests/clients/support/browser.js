// A real Chromium, and a site of somebody else's that shows the bot on its pages.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How long a condition may take on a machine that has much else to do. */
export const patience = 60_000;

/** The browser that is installed: CHROMIUM, or where Debian puts it. */
export function openBrowser() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => path && existsSync(path));
  if (!executablePath) {
    throw new Error('Chromium is not installed. Install the package "chromium", or set CHROMIUM.');
  }

  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'], protocolTimeout: 3 * patience });
}

/** A site of another origin than the bot's: the bot is at 127.0.0.1, the site at localhost. */
export class Site {
  #server;

  /** @param answer What it answers to a request: an object with body, type and headers; nothing for 404. */
  static async start(answer) {
    const site = new Site();
    site.#server = createServer(async (request, response) => {
      const given = await answer(request);
      response.writeHead(given ? 200 : 404, { 'content-type': given?.type ?? 'text/html; charset=utf-8', ...given?.headers }).end(given?.body);
    });
    await new Promise(resolve => { site.#server.listen(0, 'localhost', resolve); });
    return site;
  }

  get address() {
    return `http://localhost:${this.#server.address().port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise(resolve => { this.#server.close(resolve); });
  }
}

/** A page that keeps what goes wrong on it, except for what a test brings about: refused connections. */
export async function openPage(browser, options = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.faults = [];
  page.on('console', message => {
    if (['error', 'warn'].includes(message.type()) && !/favicon|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED/.test(`${message.text()} ${message.location()?.url}`)) {
      page.faults.push(message.text());
    }
  });
  page.on('pageerror', fault => page.faults.push(String(fault)));
  if (options.viewport) {
    await page.setViewport(options.viewport);
  }

  return page;
}

/** What axe-core finds wrong with a page or a frame of it, as rules and places. */
export async function barriers(frame) {
  // Past the site's own policy, which allows no such script.
  const found = await frame.evaluate(`(() => { ${axe}; return axe.run(document, { runOnly: ${JSON.stringify(rules)} }); })()`);
  if (found.passes.length < 5) {
    throw new Error('axe-core looked at nothing.');
  }

  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(' | ')}`);
}
