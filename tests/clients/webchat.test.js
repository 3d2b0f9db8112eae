// Microsoft's Web Chat on a site that already has it, set up as docs/embedding.md says, word for word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { Bot, repository } from './support/bot.js';
import { barriers, openBrowser, openPage, patience, Site } from './support/browser.js';
import { cardOf, checkActivity } from './support/cards.js';

const invoice = 'we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed';
const secret = 'a secret that only the operator and the server of the site know';
const person = 'dl_a-visitor-whom-nobody-guesses';
const inDocs = 'https://chat.example.org';
const bundle = readFileSync(join(repository, 'tests', 'clients', 'node_modules', 'botframework-webchat', 'dist', 'webchat.js'));

// What Web Chat itself needs of a policy: its styles are inline, and some of its pictures are data.
const ownNeeds = "default-src 'none'; script-src 'self' 'nonce-page'; style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:; connect-src 'self'";

/** The page's block of the docs, and the line of its policy. */
function documented() {
  const docs = readFileSync(join(repository, 'docs', 'embedding.md'), 'utf8');
  const chapter = docs.slice(docs.indexOf("## Microsoft's Web Chat instead"));
  const html = /```html\n(.*?)```/s.exec(chapter)?.[1];
  const policy = /`connect-src ([^`]+)`/.exec(chapter)?.[1];
  assert.ok(html?.includes('renderWebChat') && policy, 'docs/embedding.md shows how');
  return { html, policy };
}

let bot;
let browser;
let site;
let token;

before(async () => {
  browser = await openBrowser();
  site = await Site.start(answer);
  bot = await Bot.start({ 'DirectLine:Secrets:0': secret, 'DirectLine:AllowedOrigins:0': site.address, 'DirectLine:Cards': 'true' });
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await bot?.dispose();
});

/** The site's server: it holds the secret, and keeps each visitor's token in their session. */
async function answer({ url }) {
  switch (url) {
    case '/webchat.js': return { body: bundle, type: 'text/javascript' };
    case '/your-own-token-address': {
      token ??= await (await fetch(`${bot.directLine}/tokens/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user: { id: person }, trustedOrigins: [site.address] })
      })).json();
      return { body: JSON.stringify(token), type: 'application/json' };
    }
    case '/': {
      const { html, policy } = documented();
      const here = text => text.replaceAll(inDocs, bot.address).replaceAll(inDocs.replace('https', 'wss'), bot.address.replace('http', 'ws'));
      // Beside the documented lines stands an ear: it keeps what the client under Web Chat receives.
      return {
        headers: { 'content-security-policy': `${ownNeeds} ${here(policy)}` },
        body: `<!DOCTYPE html><html lang="en"><title>A chamber</title><style>html, body, #webchat { height: 100%; margin: 0 }</style>
          <main><h1>A chamber</h1><div id="webchat"></div></main><script src="/webchat.js"></script>
          <script nonce="page">
            window.heard = [];
            const create = WebChat.createDirectLine;
            window.WebChat = { ...WebChat, createDirectLine: given => {
              const client = create(given);
              client.activity$.subscribe(activity => heard.push(activity));
              client.connectionStatus$.subscribe(status => { window.connection = status; });
              return client;
            } };
          </script>
          ${here(html).replaceAll('<script', '<script nonce="page"')}`
      };
    }
    default: return undefined;
  }
}

const box = '[data-id="webchat-sendbox-input"]';
const heard = page => page.evaluate(() => window.heard);
const messages = page => page.$$eval('.webchat__basic-transcript__activity', shown => shown.map(element => element.innerText));
const isOnline = page => page.waitForFunction(() => window.connection === 2);

/** Waits until so many replies were received, and until Web Chat shows them as well. */
async function hears(page, replies) {
  await page.waitForFunction(count => window.heard.filter(activity => activity.from.role === 'bot' && activity.type === 'message').length >= count, {}, replies);
  await page.waitForFunction(
    () => document.querySelectorAll('.webchat__basic-transcript__activity').length === window.heard.filter(activity => activity.type === 'message').length);
  return heard(page);
}

async function say(page, text) {
  const before = (await heard(page)).filter(activity => activity.from.role === 'bot' && activity.type === 'message').length;
  await page.type(box, text);
  await page.keyboard.press('Enter');
  const all = await hears(page, before + 1);
  return { echo: all.findLast(activity => activity.from.role === 'user'), reply: all.at(-1) };
}

describe("Microsoft's Web Chat", { timeout: 6 * patience }, () => {
  let page;
  before(async () => {
    page = await openPage(browser, { viewport: { width: 800, height: 900 } });
    await page.goto(site.address);
    await isOnline(page);
  });
  afterEach(async () => (await heard(page)).forEach(checkActivity));

  it('connects as the docs say, and is welcomed once', async () => {
    assert.equal((await hears(page, 1)).length, 1);
    assert.deepEqual(page.faults, []);
  });

  it('gets its message back with its own id and the reply after it, held to each other', async () => {
    const { echo, reply } = await say(page, invoice);
    assert.equal(echo.text, invoice);
    assert.equal(echo.from.id, person, 'the token says who speaks');
    assert.ok(echo.id && echo.channelData.clientActivityID);
    assert.equal(reply.replyToId, echo.id);
    assert.ok(Date.parse(echo.timestamp) < Date.parse(reply.timestamp));
    assert.equal((await messages(page)).findIndex(text => text.includes(invoice)), 1);
    assert.equal(await page.$$eval('.webchat__activity-status', shown => shown.filter(element => /fail|retry/i.test(element.innerText)).length), 0);
  });

  it('shows the reply as a card with the bank and a number to ring', async () => {
    const reply = (await heard(page)).at(-1);
    assert.ok(cardOf(reply));
    const shown = await page.$$eval('.ac-adaptiveCard', cards => cards.at(-1).innerText);
    assert.match(shown, /bank/i);
    assert.match(shown.replaceAll(/\s/g, ''), /03001232040/);
    assert.equal(await page.$$eval('.webchat__error-box', boxes => boxes.length), 0);
  });

  it('offers the choices, and pressing one says it', async () => {
    const buttons = await page.$$('.webchat__suggested-action');
    const { actions } = (await heard(page)).at(-1).suggestedActions;
    assert.deepEqual(await Promise.all(buttons.map(button => button.evaluate(({ innerText }) => innerText.trim()))), actions.map(({ title }) => title));

    const replies = (await heard(page)).filter(({ from }) => from.role === 'bot').length;
    await buttons[0].click();
    const all = await hears(page, replies + 1);

    assert.equal(all.at(-2).text, actions[0].value);
    assert.equal(all.at(-1).replyToId, all.at(-2).id);
  });

  it('has no barrier that axe-core finds, with cards in it', async () => {
    assert.deepEqual(await barriers(page.mainFrame()), []);
  });

  it('shows all that was said when the page is loaded again with the same token', async () => {
    const before = (await heard(page)).map(({ id }) => id);
    await page.reload();
    await isOnline(page);
    await page.waitForFunction(count => window.heard.length >= count, {}, before.length);
    assert.deepEqual((await heard(page)).map(({ id }) => id), before);
  });

  for (const signal of ['SIGTERM', 'SIGKILL']) {
    it(`goes on after the bot was stopped (${signal}) and started, with nothing lost or repeated`, async () => {
      const before = (await hears(page, 1)).map(({ id }) => id);
      await bot.stop(signal);
      await bot.start();

      // The client looks for its stream every 3 to 15 seconds; what is said before it has one again arrives with it.
      const { echo, reply } = await say(page, 'are you there?');

      assert.deepEqual((await heard(page)).map(({ id }) => id), [...before, echo.id, reply.id]);
      assert.equal((await messages(page)).length, before.length + 2);
    });
  }

  it('reports no fault in the console from first to last', () => assert.deepEqual(page.faults, []));
});
