// The widget on a site of another origin with a strict policy, for people as they come: by keyboard, on a phone, enlarged, with colours of
// their own, and with a server that is stopped under them.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Bot } from './support/bot.js';
import { barriers, openBrowser, openPage, patience, Site } from './support/browser.js';

const invoice = 'we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed';
const label = 'Cyber help';

let bot;
let browser;
let site;
let page;

before(async () => {
  browser = await openBrowser();
  site = await Site.start(({ url }) => url === '/' && {
    headers: { 'content-security-policy': `default-src 'none'; script-src ${bot.address}; frame-src ${bot.address}` },
    body: `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>A chamber</title>
      <main><h1>A chamber</h1><p>What we do for our members.</p></main><script src="${bot.address}/widget.js" data-label="${label}" defer></script>`
  });
  bot = await Bot.start({ 'Widget:AllowedSites:0': site.address });
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await bot?.dispose();
});
afterEach(async () => {
  const { faults } = page;
  await page.browserContext().close();
  assert.deepEqual(faults, []);
});

async function visit(viewport = { width: 1280, height: 900 }) {
  page = await openPage(browser, { viewport });
  await page.goto(site.address);
  await page.waitForSelector('>>> .launcher');
}

/** The chat inside the open widget. */
async function chatFrame() {
  const frame = await (await page.waitForSelector('>>> iframe')).contentFrame();
  await frame.waitForSelector('#text');
  return frame;
}

async function open() {
  await (await page.waitForSelector('>>> .launcher')).click();
  return chatFrame();
}

const count = (frame, selector) => frame.$$eval(selector, found => found.length);
const texts = (frame, selector) => frame.$$eval(selector, found => found.map(element => element.textContent.trim()));
const focused = frame => frame.evaluate(() => document.activeElement?.textContent.trim() || document.activeElement?.id);
const until = (frame, what, ...given) => frame.waitForFunction(what, { timeout: patience }, ...given);

async function say(frame, text) {
  const before = await count(frame, '.ours');
  await frame.type('#text', text);
  await (await frame.$('form button[type=submit]:not([name]):not([formaction])')).press('Enter');
  await until(frame, replies => document.querySelectorAll('.ours').length > replies, before);
}

/** Tabs, forwards or back, until something has the focus. */
async function tabTo(frame, text, isBack) {
  for (let steps = 0; steps < 40; steps++) {
    if (await focused(frame) === text) {
      return;
    }

    if (isBack) {
      await page.keyboard.down('Shift');
    }

    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
  }

  assert.fail(`"${text}" is not reached by keyboard`);
}

const isWithin = (outer, inner) => inner.x >= -1 && inner.y >= -1 && inner.x + inner.width <= outer.width + 1 && inner.y + inner.height <= outer.height + 1;

async function picture(name) {
  if (process.env.PICTURES) {
    await page.screenshot({ path: `${process.env.PICTURES}/widget-${name}.png` });
  }
}

describe('the widget on the site of somebody else', { timeout: 10 * patience }, () => {
  it('takes a whole conversation by keyboard alone, and gives the focus back', async () => {
    await visit();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.querySelector('botadvice-chat').shadowRoot.activeElement?.textContent), label);
    await page.keyboard.press('Enter');
    const chat = await chatFrame();
    await page.keyboard.press('Tab');
    await tabTo(chat, 'text');
    await page.keyboard.type(invoice);
    await page.keyboard.press('Enter');
    await until(chat, () => [...document.querySelectorAll('button')].some(button => button.textContent.trim() === 'Scotland'));
    await tabTo(chat, 'Scotland', true);
    await page.keyboard.press('Enter');
    await until(chat, () => document.querySelectorAll('.ours').length === 3);
    assert.match((await texts(chat, '.ours')).at(-1), /Police Scotland/);

    await page.keyboard.press('Escape');
    await until(page, () => document.querySelector('botadvice-chat').shadowRoot.activeElement?.className === 'launcher');
  });

  it('shows the conversation again when the page is loaded again in the middle of it', async () => {
    await visit();
    const first = await open();
    await say(first, invoice);
    const before = await texts(first, '.message');

    await page.reload();
    const second = await open();

    assert.deepEqual(await texts(second, '.message'), before);
    await say(second, 'Scotland');
    assert.match((await texts(second, '.ours')).at(-1), /Police Scotland/);
  });

  for (const signal of ['SIGTERM', 'SIGKILL']) {
    it(`loses nothing when the server is stopped (${signal}) and started in the middle of a conversation`, async () => {
      await visit();
      const chat = await open();
      await say(chat, invoice);
      const before = await texts(chat, '.message');

      await bot.stop(signal);
      await chat.type('#text', 'we are in Scotland');
      await chat.focus('#text');
      await page.keyboard.press('Enter');
      await until(chat, () => document.querySelector('#status.offline')?.textContent.includes('not lost'));
      await bot.start();

      // The page tries again by itself; when it has tried often enough it gives the words back, to be sent again.
      await until(chat, () => document.querySelectorAll('.ours').length === 3 || document.getElementById('text').value !== '');
      if (await chat.$eval('#text', box => box.value)) {
        await chat.focus('#text');
        await page.keyboard.press('Enter');
        await until(chat, () => document.querySelectorAll('.ours').length === 3);
      }

      const all = await texts(chat, '.message');
      assert.deepEqual(all.slice(0, before.length), before);
      assert.equal(all.length, before.length + 2, 'said once and answered once');
      assert.match(all.at(-1), /Police Scotland/);
      await page.reload();
      assert.deepEqual(await texts(await open(), '.message'), all);
    });
  }

  it('has no barrier that axe-core finds: launcher, open chat, cards of an incident, a plan', async () => {
    await visit();
    assert.deepEqual(await barriers(page.mainFrame()), []);
    const chat = await open();
    assert.deepEqual(await barriers(chat), []);
    assert.deepEqual(await barriers(page.mainFrame()), []);
    await picture('open');
    for (const said of [invoice, 'what have you stored about me', 'start again', 'yes', 'make a plan for us']) {
      await say(chat, said);
      assert.deepEqual(await barriers(chat), [], said);
    }

    await picture('plan');
  });

  it('fills a phone, and nothing has to be scrolled sideways', async () => {
    const phone = { width: 360, height: 740, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
    await visit(phone);
    const chat = await open();
    await say(chat, invoice);
    await picture('phone');
    assert.deepEqual(await (await page.$('>>> .panel')).boundingBox(), { x: 0, y: 0, width: 360, height: 740 });
    assert.ok(await chat.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'The chat is wider than the phone.');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'The page is wider than the phone.');
    assert.ok(isWithin(phone, await (await page.$('>>> .bar button')).boundingBox()));
    assert.deepEqual(await barriers(chat), []);
  });

  it('can be used on a page enlarged to 200 %', async () => {
    // A window of 1280 by 900 shows half as many of its pixels each way.
    const enlarged = { width: 640, height: 450, deviceScaleFactor: 2 };
    await visit(enlarged);
    assert.ok(isWithin(enlarged, await (await page.$('>>> .launcher')).boundingBox()));
    const chat = await open();
    await say(chat, invoice);
    await picture('enlarged');
    assert.ok(isWithin(enlarged, await (await page.$('>>> .panel')).boundingBox()));
    assert.ok(isWithin(enlarged, await (await page.$('>>> .bar button')).boundingBox()));
    assert.ok(await chat.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'The chat must be scrolled sideways.');
    await chat.focus('#text');
    await until(chat, () => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return document.activeElement.id === 'text' && top >= -1 && bottom <= innerHeight + 1;
    });
    await (await page.$('>>> .bar button')).click();
    await until(page, () => document.querySelector('botadvice-chat').shadowRoot.querySelector('.panel').hidden);
  });

  it('keeps its shape in colours that the visitor forces', async () => {
    await visit();
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    const { border, background, page: paper } = await page.$eval('>>> .launcher', launcher => ({
      border: getComputedStyle(launcher).borderTopColor, background: getComputedStyle(launcher).backgroundColor, page: getComputedStyle(document.body).backgroundColor
    }));
    assert.ok(border !== background || background !== paper, 'The button has no edge.');
    assert.deepEqual(await barriers(page.mainFrame()), []);
    await open();
    await picture('forced-colours');
    assert.deepEqual(await barriers(page.mainFrame()), []);
  });
});
