import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bot, repository } from './support/bot.js';
import { cardOf, checkActivity, faults, parts } from './support/cards.js';

const mostBytesInTeams = 28 * 1024;
const invoice = 'we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed';

let bot;
before(async () => { bot = await Bot.start({ 'DirectLine:Cards': 'true' }); });
after(() => bot.dispose());

/** Somebody who talks to the bot in a channel. */
class Person {
  #channelId;
  #conversation = { id: crypto.randomUUID(), conversationType: 'personal' };

  constructor(channelId) {
    this.#channelId = channelId;
  }

  async #send(activity) {
    const { activities } = await bot.deliver({ channelId: this.#channelId, conversation: this.#conversation, ...activity });
    activities.forEach(checkActivity);
    assert.equal(activities.length, 1);
    return activities[0];
  }

  join() {
    return this.#send({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }, { id: '29:somebody' }] });
  }

  say(text) {
    return this.#send({ text, textFormat: 'plain' });
  }

  press(value) {
    return this.#send({ value });
  }
}

/** Titles of the knowledge base: what a person may type, and enough to reach an entry. */
function titles(folder) {
  const from = join(repository, 'knowledge-base', folder);
  return readdirSync(from).filter(name => name.endsWith('.md'))
    .map(name => /^title: *"?(.+?)"? *$/m.exec(readFileSync(join(from, name), 'utf8'))?.[1])
    .filter(Boolean);
}

const choices = card => [...parts(card)].filter(part => part.type === 'Action.Submit');

// Addresses aside: a page without https is named and not linked to.
const words = text => new Set(text.replace(/https?:[^\s)]+/g, '').toLowerCase().match(/[a-z0-9£]+/g));
const texts = value => typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
const lacks = (text, others) => [...words(text)].filter(word => !words(others).has(word));

describe('the parser that judges the cards', () => {
  it('finds fault with a card that is wrong', () => {
    assert.notDeepEqual(faults({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] }), []);
    assert.notDeepEqual(faults({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', size: 'Enormous' }] }), []);
  });
});

describe('in Teams', () => {
  it('the welcome is a card whose buttons say something', async () => {
    const teams = new Person('msteams');
    const card = cardOf(await teams.join());
    assert.ok(choices(card).length >= 3);
    const { data } = choices(card)[0];
    assert.equal(data.msteams.value, data.says);
    cardOf(await teams.press(data));
  });

  for (const folder of ['incidents', 'guidance']) {
    it(`every entry of ${folder} gets a card that the parser takes, with a text that says the same, within the limit`, { timeout: 300_000 }, async t => {
      const all = titles(folder);
      const sizes = [];
      let asText = 0;
      assert.ok(all.length > 10);
      for (const title of all) {
        const reply = await new Person('msteams').say(title);
        sizes.push(Buffer.byteLength(JSON.stringify(reply)));
        const card = cardOf(reply);
        if (!card) {
          asText++;
          continue;
        }

        const { text } = await new Person('emulator').say(title);
        const shown = texts(card.body).join(' ');
        assert.equal(reply.summary, card.fallbackText);
        assert.deepEqual(lacks(reply.summary, shown), [], title);
        assert.deepEqual(lacks(text, shown), [], title);
        assert.ok(sizes.at(-1) <= mostBytesInTeams, title);
      }

      t.diagnostic(`${all.length} replies, ${asText} of them as text, largest ${Math.max(...sizes)} bytes`);
      assert.ok(asText < all.length / 10);
    });
  }

  it('a pressed button does the same as its words typed', async () => {
    const [presses, types] = [new Person('msteams'), new Person('msteams')];
    const card = cardOf(await presses.say(invoice));
    await types.say(invoice);
    const { data } = choices(card)[0];

    const pressed = cardOf(await presses.press(data));
    const typed = cardOf(await types.say(data.says));

    assert.deepEqual(pressed.body, typed.body);
  });

  it('a reply that is posted to the channel is well formed and goes to the message it answers', async () => {
    let heard;
    const posted = new Promise(resolve => { heard = resolve; });
    const channel = createServer(async (request, response) => {
      const body = (await request.toArray()).join('');
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
      heard({ method: request.method, path: request.url, activity: JSON.parse(body) });
    });
    await new Promise(resolve => { channel.listen(0, '127.0.0.1', resolve); });
    try {
      await bot.deliver({
        id: 'm/1',
        channelId: 'msteams',
        serviceUrl: `http://127.0.0.1:${channel.address().port}/`,
        conversation: { id: '19:x@thread.tacv2;messageid=1' },
        deliveryMode: 'normal',
        text: invoice
      });

      const { method, path, activity } = await posted;

      assert.equal(`${method} ${path}`, `POST /v3/conversations/${encodeURIComponent('19:x@thread.tacv2;messageid=1')}/activities/m%2F1`);
      assert.equal(activity.replyToId, 'm/1');
      checkActivity(activity);
      assert.ok(cardOf(activity));
    } finally {
      channel.close();
    }
  });

  it('a whole conversation of pressed buttons stays well formed', async () => {
    const teams = new Person('msteams');
    let card = cardOf(await teams.say(invoice));
    for (let turn = 0; turn < 8 && choices(card).length > 0; turn++) {
      card = cardOf(await teams.press(choices(card)[turn % choices(card).length].data)) ?? {};
    }
  });
});

describe('in Direct Line with cards', () => {
  it('a client gets cards, and the choices as suggested actions', async () => {
    const { token, conversationId } = await bot.token();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const address = `${bot.directLine}/conversations/${conversationId}/activities`;
    await fetch(`${bot.directLine}/conversations`, { method: 'POST', headers });
    await fetch(address, { method: 'POST', headers, body: JSON.stringify({ type: 'message', from: { id: 'dl_x' }, text: invoice }) });

    const { activities } = await (await fetch(address, { headers })).json();

    activities.forEach(checkActivity);
    const replies = activities.filter(activity => activity.from.role === 'bot');
    assert.equal(replies.length, 2);
    assert.ok(replies.every(reply => cardOf(reply) && reply.speak && reply.summary && !reply.text));
    assert.ok(replies.every(reply => choices(cardOf(reply)).length === 0 && reply.suggestedActions.actions.length > 0));
  });
});
