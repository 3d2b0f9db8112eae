import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Bot } from './support/bot.js';
import { breakStreams, Client, ConnectionStatus } from './support/client.js';

const invoice = 'we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed';

let bot;
before(async () => { bot = await Bot.start(); });
after(() => bot.dispose());

for (const webSocket of [true, false]) {
  describe(webSocket ? 'over a WebSocket' : 'by polling', () => {
    let client;
    let given;
    before(async () => {
      given = await bot.token();
      client = new Client({ domain: bot.directLine, token: given.token, webSocket });
      await client.until('online', ({ statuses }) => statuses.includes(ConnectionStatus.Online));
    });
    after(() => client.end());

    it('keeps the conversation of its token', () => assert.equal(client.conversationId, given.conversationId));

    it('is welcomed once, whatever says that somebody has joined', async () => {
      await client.until('the welcome', ({ replies }) => replies.length === 1);
      const id = await client.post({ type: 'event', name: 'webchat/join', value: { language: 'en-GB' }, channelData: { clientActivityID: 'joined' } });
      await client.until('the echo of joining', ({ received }) => received.some(activity => activity.id === id && activity.channelData.clientActivityID === 'joined'));
      assert.equal(client.replies.length, 1);
    });

    it('takes the story of a changed invoice to the bank and to the right door', async () => {
      const { id, clientActivityID, reply } = await client.say(invoice);
      const echo = client.received.find(activity => activity.id === id);
      assert.equal(echo.channelData.clientActivityID, clientActivityID);
      assert.match(echo.from.id, /^dl_/);
      assert.notEqual(echo.from.id, 'dl_somebody', 'the token says who speaks');
      assert.ok(client.received.indexOf(echo) < client.received.indexOf(reply), 'the echo comes before the reply');
      assert.ok(Date.parse(echo.timestamp) < Date.parse(reply.timestamp));
      assert.match(reply.text, /bank/i);
      assert.match(reply.text, /159/);
      assert.match(reply.text.replaceAll(/[()\s]/g, ''), /03001232040/);
      assert.ok(reply.text.search(/159/) < reply.text.replaceAll('\\', '').search(/0300/), 'the bank comes first');
      assert.deepEqual(reply.suggestedActions.to, []);
      assert.ok(reply.suggestedActions.actions.length >= 2);
    });

    it('answers a button', async () => {
      const button = client.last.suggestedActions.actions.find(action => /Scotland/.test(action.value)) ?? client.last.suggestedActions.actions[0];
      const { reply } = await client.say(button.value);
      assert.ok(reply.text.length > 0);
    });

    it('answers a card, which sends a value and no text', async () => {
      const id = await client.post({ type: 'message', value: { says: 'how do we set up backups?' }, channelData: { postBack: true, clientActivityID: crypto.randomUUID() } });
      await client.until('an answer', ({ replies }) => replies.some(reply => reply.replyToId === id && /back/i.test(reply.text)));
    });

    it('is answered once when it sends a message twice', async () => {
      const twice = { type: 'message', text: 'thank you', channelData: { clientActivityID: 'the-same' } };
      const ids = await Promise.all([client.post(twice), client.post(twice)]);
      assert.equal(ids[0], ids[1]);
      await client.until('the answer', ({ replies }) => replies.some(reply => reply.replyToId === ids[0]));
      await client.say('hello');
      assert.equal(client.replies.filter(reply => reply.replyToId === ids[0]).length, 1);
      assert.equal(client.received.filter(activity => activity.id === ids[0]).length, 1);
    });

    it('gets each of several messages at once answered, and nothing told twice', async () => {
      const texts = ['one moment', 'it was on Friday', 'and our email is not working', 'hello?', 'are you there'];
      const ids = [];
      for (const text of texts) {
        ids.push(client.post({ type: 'message', text, channelData: { clientActivityID: crypto.randomUUID() } }));
      }

      const posted = await Promise.all(ids);
      await client.until('all the answers', ({ replies }) => posted.every(id => replies.some(reply => reply.replyToId === id)));
      assert.equal(new Set(client.received.map(activity => activity.id)).size, client.received.length, 'nothing is told twice');
    });

    it('refreshes its token and talks on', async () => {
      const before = client.token;
      await client.refresh();
      assert.ok(client.token.length > 0 && before.length > 0);
      await client.say('hello again');
    });

    it('cannot be sent a file, and hears so', async () => {
      const response = await fetch(`${bot.directLine}/conversations/${client.conversationId}/upload?userId=dl_x`, {
        method: 'POST',
        headers: { authorization: `Bearer ${client.token}`, 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="x.txt"' },
        body: 'x'
      });
      assert.equal(response.status, 415);
      assert.equal((await response.json()).error.code, 'AttachmentsNotAccepted');
    });

    it('comes back after the bot was stopped and started, and has missed and repeated nothing', { timeout: 120_000 }, async () => {
      const before = client.received.map(activity => activity.id);
      if (!webSocket) {
        // Microsoft's client throws when it polls and nobody is there. A page that polls is loaded again, and goes on from its place.
        client.end();
      }

      await bot.stop(webSocket ? 'SIGTERM' : 'SIGKILL');
      await bot.start();
      client = webSocket ? client : client.resumed();

      await client.until('online again', ({ statuses }) => statuses.at(-1) === ConnectionStatus.Online, 60_000);
      const { id, reply } = await client.say('are you there?');
      const added = client.received.map(activity => activity.id).slice(webSocket ? before.length : 0);
      assert.deepEqual(added, [id, reply.id]);
      assert.ok(!before.includes(id) && !before.includes(reply.id));
    });
  });
}

describe('a stream that breaks off', () => {
  it('goes on where it was, with what was said meanwhile', { timeout: 120_000 }, async () => {
    const { token, conversationId } = await bot.token();
    const client = new Client({ domain: bot.directLine, token, webSocket: true });
    try {
      await client.until('the welcome', ({ replies }) => replies.length === 1);
      breakStreams();
      const response = await fetch(`${bot.directLine}/conversations/${conversationId}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', from: { id: 'dl_x' }, text: 'said while the stream was broken' })
      });
      const { id } = await response.json();
      await client.until('the missed reply', ({ replies }) => replies.some(reply => reply.replyToId === id), 60_000);
      assert.equal(client.received.length, 3);
    } finally {
      client.end();
    }
  });
});

describe('a page that is loaded again', () => {
  it('gets the whole conversation with its token', async () => {
    const { token } = await bot.token();
    const first = new Client({ domain: bot.directLine, token, webSocket: true });
    await first.say('we clicked a link in a strange email');
    first.end();

    const second = new Client({ domain: bot.directLine, token, webSocket: true });
    try {
      await second.until('all that was said', ({ received }) => received.length === 3);
      assert.deepEqual(second.received.map(activity => activity.id), first.received.map(activity => activity.id));
    } finally {
      second.end();
    }
  });
});
