// Google's Lighthouse on the demo page, and on a page that opens the widget by itself: it must not slow a site, nor bar anybody from it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import lighthouse from 'lighthouse';
import { Bot } from './support/bot.js';
import { openBrowser, openPage, patience, Site } from './support/browser.js';

const mostRuns = 5;

// Lighthouse slows the processor by four to stand for a middling phone, as if it had a desktop's to itself. A machine that is busy with other
// things is slowed by them already; this is the measure (Lighthouse's benchmark index) of the desktop that the four is meant for.
const desktop = 1500;

let bot;
let browser;
let site;
before(async () => {
  browser = await openBrowser();
  site = await Site.start(({ url }) => url === '/' && {
    body: `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="description" content="A chamber"><title>A chamber</title>
      <main><h1>A chamber</h1><p>What we do for our members.</p></main><script src="${bot.address}/widget.js" defer></script>
      <script>addEventListener('load', () => document.querySelector('botadvice-chat').shadowRoot.querySelector('button').click())</script>`
  });
  bot = await Bot.start({ 'Widget:AllowedSites:0': site.address });
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await bot?.dispose();
});

async function run(address, cpuSlowdownMultiplier) {
  const page = await openPage(browser);
  try {
    const { lhr } = await lighthouse(
      address, { onlyCategories: ['performance', 'accessibility'], logLevel: 'error', throttling: { ...mobile, cpuSlowdownMultiplier }, maxWaitForLoad: patience }, undefined, page);
    if (lhr.runtimeError) {
      return { fault: lhr.runtimeError.code };
    }

    const asked = lhr.audits['network-requests'].details.items.map(({ url }) => new URL(url).pathname);
    return {
      performance: Math.round(lhr.categories.performance.score * 100),
      accessibility: Math.round(lhr.categories.accessibility.score * 100),
      benchmark: lhr.environment.benchmarkIndex,
      blocked: Math.round(lhr.audits['total-blocking-time'].numericValue),
      shown: Math.round(lhr.audits['largest-contentful-paint'].numericValue),
      shifted: lhr.audits['cumulative-layout-shift'].numericValue,
      files: [...new Set(asked)].sort().join(' '),
      bytes: lhr.audits['total-byte-weight'].numericValue,
      barriers: lhr.categories.accessibility.auditRefs.map(({ id }) => lhr.audits[id]).filter(({ score }) => score === 0).map(({ id }) => id)
    };
  } finally {
    await page.browserContext().close();
  }
}

// Lighthouse's own network for phones.
const mobile = { rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675 };

describe('Lighthouse', { timeout: 15 * patience }, () => {
  for (const [name, address, least] of [['the demo page with the widget closed', () => `${bot.address}/demo`, 98], ['a page with the widget open', () => site.address, 95]]) {
    it(`gives ${name} at least ${least} for performance and accessibility`, async t => {
      // Other work on the machine only ever makes a run worse, so the best of several is nearest to the truth.
      let best;
      let slowdown = 4;
      for (let runs = 0; runs < mostRuns && !(best?.performance >= least); runs++) {
        const result = await run(address(), slowdown);
        if (result.fault) {
          // The trace of this run was not whole; the next one says more.
          t.diagnostic(result.fault);
          continue;
        }

        slowdown = Math.min(4, Math.max(1, 4 * result.benchmark / desktop));
        t.diagnostic(JSON.stringify(result));
        if (!result.files.includes('/chat.css')) {
          // Lighthouse took the page for loaded before its frame was there.
          continue;
        }

        assert.deepEqual(result.barriers, []);
        assert.ok(result.accessibility >= least);
        best = best?.performance > result.performance ? best : result;
      }

      assert.ok(best?.performance >= least, `performance ${best?.performance}`);
    });
  }
});
