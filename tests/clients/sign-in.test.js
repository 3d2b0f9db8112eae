// The same crafted requests go to the bot and to a bot of Microsoft's own SDK, which takes its keys from the same server: the verdicts are
// the same, but for a few, each with its reason: mostly that SDK is looser than Microsoft's own written rules.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import botbuilder from 'botbuilder';
import { Bot } from './support/bot.js';
import { appId, issuer, KeyServer, serviceUrl } from './support/tokens.js';

const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } = botbuilder;
const another = '22222222-bbbb-4333-8444-555555555555';
const minutes = count => Math.floor(Date.now() / 1000) + (count * 60);

let keys;
let ours;
let theirs;

before(async () => {
  // The SDK writes every refusal out.
  console.error = () => {};
  keys = await KeyServer.start();
  keys.add('good', ['msteams', 'directline']);
  keys.add('withdrawn', ['msteams']);
  keys.add('other-channel', ['skype']);
  keys.add('of-no-channel');
  keys.add('strange', ['msteams'], false);
  keys.withdraw('withdrawn');
  keys.add('instead', ['msteams']);
  ours = await Bot.start({ 'Connector:AppId': appId, 'Connector:ClientSecret': 'not used here', 'Connector:TenantId': 'our-tenant', 'Connector:OpenIdMetadata': keys.metadata });
  theirs = await oracle();
});
after(async () => {
  await ours?.dispose();
  await theirs?.stop();
  await keys?.stop();
});

/** A bot of the SDK that says one word. */
async function oracle() {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: keys.metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: keys.metadata,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: issuer,
      OAuthUrl: 'https://token.botframework.com',
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true'
    },
    new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId: appId, MicrosoftAppPassword: 'not used here', MicrosoftAppType: 'MultiTenant' })));
  adapter.onTurnError = async (_, fault) => { throw fault; };
  const server = createServer(async (request, response) => {
    const end = (status, body) => response.headersSent || response.writeHead(status).end(body);
    let status = 200;
    try {
      const body = JSON.parse((await request.toArray()).join(''));
      await adapter.process(
        { body, headers: request.headers, method: request.method },
        {
          socket: request.socket,
          header: () => {},
          status: code => { status = code; },
          send: given => end(status, JSON.stringify(given)),
          end: () => end(status)
        },
        turn => turn.sendActivity('heard'));
    } catch {
      end(500);
    }
  });
  await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise(resolve => {
      server.closeAllConnections();
      server.close(resolve);
    })
  };
}

async function send(bot, header, activity) {
  const response = await fetch(`${bot.address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header !== undefined && { authorization: header }) },
    body: JSON.stringify({
      type: 'message',
      id: crypto.randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      deliveryMode: 'expectReplies',
      from: { id: '29:somebody' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:1' },
      text: 'hello',
      ...activity
    })
  });
  await response.arrayBuffer();
  return response.status;
}

const bearer = given => `Bearer ${keys.token(given)}`;
const claims = changed => () => bearer({ claims: changed });
const head = (changed, more) => () => bearer({ head: changed, ...more });

// A name, what is sent, what we answer; and, where the SDK's verdict is another, why ours is not.
const requests = [
  ['a good token', () => bearer(), 200],
  ['no header', () => undefined, 401],
  ['an empty header', () => '', 401],
  ['Basic', () => 'Basic YTpi', 401],
  ['the scheme alone', () => 'Bearer', 401],
  ['the scheme and a blank', () => 'Bearer ', 401],
  ['the scheme in lower case', () => bearer().replace('Bearer', 'bearer'), 401],
  ['three parts', () => `${bearer()} more`, 401],
  ['garbage', () => 'Bearer garbage', 401],
  ['garbage with dots', () => 'Bearer a.b.c', 401],
  ['undefined', () => 'Bearer undefined', 401],
  ['an endless token', () => `Bearer ${'a'.repeat(10_000)}`, 401],
  ['another issuer', claims({ iss: 'https://evil.example' }), 401],
  ['no issuer', claims({ iss: undefined }), 401],
  ['the issuer of another cloud', claims({ iss: 'https://api.botframework.us' }), 401],
  ['another audience', claims({ aud: another }), 401],
  ['no audience', claims({ aud: undefined }), 401],
  ['the audience in upper case', claims({ aud: appId.toUpperCase() }), 200, 'a GUID is the same in either case, as the SDK for .NET has it'],
  ['expired 4 minutes ago', () => bearer({ claims: { nbf: minutes(-60), exp: minutes(-4) } }), 200],
  ['expired 6 minutes ago', () => bearer({ claims: { nbf: minutes(-60), exp: minutes(-6) } }), 401],
  ['good in 4 minutes', () => bearer({ claims: { nbf: minutes(4) } }), 200],
  ['good in 6 minutes', () => bearer({ claims: { nbf: minutes(6) } }), 401],
  ['no expiry', claims({ exp: undefined }), 401, 'a token that never ends is none'],
  ['signed by somebody else', head({}, { signedBy: 'strange' }), 401],
  ['a changed claim under an old signature', () => {
    const [first, , last] = keys.token().split('.');
    return `Bearer ${first}.${keys.token({ claims: { sub: 'somebody else' } }).split('.')[1]}.${last}`;
  }, 401],
  ['a cut signature', () => bearer().slice(0, -4), 401],
  ['no signature', () => bearer().replace(/[^.]+$/, ''), 401],
  ['alg none', head({ alg: 'none' }), 401],
  ['alg None', head({ alg: 'None' }), 401],
  ['HS256 with the public key', head({ alg: 'HS256' }), 401],
  ['RS384', head({ alg: 'RS384' }), 200],
  ['RS512', head({ alg: 'RS512' }), 200],
  ['an unknown key', head({ kid: 'unknown' }), 401],
  ['no key id', head({ kid: undefined }), 401],
  ['a key that was withdrawn', head({ kid: 'withdrawn' }), 401],
  ['the key that came instead', head({ kid: 'instead' }), 200],
  ['no service address in the token', claims({ serviceurl: undefined }), 401],
  ['another service address', claims({ serviceurl: 'https://smba.trafficmanager.net/de/' }), 401],
  ['the service address without its last slash', claims({ serviceurl: serviceUrl.slice(0, -1) }), 401],
  ['the service address in upper case', claims({ serviceurl: serviceUrl.toUpperCase() }), 401],
  ['a message that names no service address', () => bearer(), 400, 'what the token was made for cannot be compared', { serviceUrl: undefined }],
  ['a message that names no channel', () => bearer(), 400, undefined, { channelId: undefined }],
  ["another channel's key", head({ kid: 'other-channel' }), 403],
  ['a key of no channel', head({ kid: 'of-no-channel' }), 403, 'a key that no channel is endorsed for speaks for none'],
  ["another bot's token", claims({ iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0', ver: '2.0', azp: another }), 401],
  ["our own app's token, as the Emulator sends it",
    claims({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: appId }), 401, 'the Emulator is archived, and nobody but a channel needs to speak to us']
];

describe('who may speak to the bot', () => {
  for (const [name, header, status, reason, activity] of requests) {
    it(`${name}: ${status}, ${reason ? `unlike the SDK: ${reason}` : 'as the SDK judges'}`, async () => {
      const [we, they] = await Promise.all([send(ours, header(), activity), send(theirs, header(), activity)]);
      assert.equal(we, status);
      assert.equal((they === 200) === (status === 200), !reason, `the SDK answered ${they}`);
    });
  }

  it('there are at least 40 of them, and few differ', t => {
    const differ = requests.filter(([, , , reason]) => reason);
    t.diagnostic(`${requests.length} requests, ${requests.length - differ.length} with the same verdict`);
    assert.ok(requests.length >= 40 && differ.length <= 5);
  });
});
