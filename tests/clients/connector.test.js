// What the bot posts to a channel, against what Microsoft's own client posts when it is given the same activity.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import connector from 'botframework-connector';
import { Bot } from './support/bot.js';
import { checkActivity } from './support/cards.js';

const { ConnectorClient, MicrosoftAppCredentials } = connector;

/** A channel that keeps what it gets and answers as it is told. */
class Channel {
  answers = [];
  #calls = [];
  #server;

  static async start() {
    const channel = new Channel();
    channel.#server = createServer(async (request, response) => {
      const body = JSON.parse((await request.toArray()).join(''));
      const { status, headers } = channel.answers.shift() ?? { status: 201 };
      channel.#calls.push({ method: request.method, path: request.url, type: request.headers['content-type'].split(';')[0], authorization: request.headers.authorization, status, body });
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(status < 300 ? '{"id":"1"}' : '{"error":{"code":"x","message":"x"}}');
      channel.#server.emit('called');
    });
    await new Promise(resolve => { channel.#server.listen(0, '127.0.0.1', resolve); });
    return channel;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address().port}/`;
  }

  /** Waits for so many calls, and takes them away. */
  async take(count) {
    while (this.#calls.length < count) {
      await once(this.#server, 'called');
    }

    return this.#calls.splice(0, count);
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise(resolve => { this.#server.close(resolve); });
  }
}

let bot;
let channel;
let client;
before(async () => {
  channel = await Channel.start();
  bot = await Bot.start();
  client = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: channel.address });
});
after(async () => {
  await bot?.dispose();
  await channel?.stop();
});

/** Somebody says something in a conversation; the bot posts its reply to the channel. */
const say = (conversation, id, channelId = 'msteams') => bot.deliver({
  id, channelId, serviceUrl: channel.address, conversation: { id: conversation }, deliveryMode: 'normal', text: 'we paid a fake invoice yesterday'
});

const places = [
  ['a:1d_personal', 'f:1234'],
  ['19:x@thread.tacv2;messageid=1612345678901', '1612345678902'],
  ['19:meeting_Zm9v@thread.v2', 'm/1'],
  ['dl-conversation|0001', 'dl-conversation|0000002'],
  ['a name with blanks & signs?#%', '1:2+3=4'],
  ['größe', 'naïve']
];

describe("the bot posts as Microsoft's own client does", { timeout: 180_000 }, () => {
  for (const channelId of ['msteams', 'emulator']) {
    for (const [conversation, message] of places) {
      it(`to ${conversation} in ${channelId}`, async () => {
        await say(conversation, message, channelId);
        const [ours] = await channel.take(1);
        checkActivity(ours.body);

        const { id } = await client.conversations.replyToActivity(conversation, message, { ...ours.body, timestamp: ours.body.timestamp && new Date(ours.body.timestamp) });
        const [theirs] = await channel.take(1);

        assert.equal(id, '1');
        assert.equal(ours.path, theirs.path);
        assert.equal(ours.method, theirs.method);
        assert.equal(ours.type, theirs.type);
        const { timestamp: ourTime, ...our } = ours.body;
        const { timestamp: theirTime, ...their } = theirs.body;
        assert.deepEqual(our, their, 'it keeps all that we wrote');
        assert.equal(ourTime && Date.parse(ourTime), theirTime && Date.parse(theirTime));
      });
    }
  }

  it('again when the channel asks it to wait, and as often', async () => {
    channel.answers.push({ status: 429, headers: { 'retry-after': '0' } });
    await say('a:busy', 'b1');
    const ours = await channel.take(2);
    assert.deepEqual(ours[0].body, ours[1].body);

    channel.answers.push({ status: 429, headers: { 'retry-after': '0' } });
    await client.conversations.replyToActivity('a:busy', 'b1', { type: 'message', text: 'x' });
    const theirs = await channel.take(2);
    assert.deepEqual(ours.map(({ status }) => status), theirs.map(({ status }) => status));
  });

  it('not again when the channel refuses for good', async () => {
    for (const status of [400, 403, 404]) {
      channel.answers.push({ status });
      await say('a:refused', `r${status}`);
      const [refused] = await channel.take(1);
      assert.equal(refused.status, status);

      channel.answers.push({ status });
      await assert.rejects(client.conversations.replyToActivity('a:refused', `r${status}`, { type: 'message', text: 'x' }));
      await channel.take(1);
    }

    // The next call is of the next message, so nothing was sent again between them.
    await say('a:refused', 'last');
    assert.equal((await channel.take(1))[0].body.replyToId, 'last');
  });
});
