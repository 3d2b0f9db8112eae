// Every activity that the bot emits in the conversations of tests/conversations, in every form, held against Microsoft's schema and parser.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bot, repository } from './support/bot.js';
import { cardOf, checkActivity } from './support/cards.js';

const folder = join(repository, 'tests', 'conversations');

/** What somebody says, turn by turn, in each transcript. */
function conversations() {
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.md') && name !== 'README.md')
    .map(name => ({ name, turns: [...readFileSync(join(folder, name), 'utf8').matchAll(/^\*\*You:\*\* (.*?)(?=^\*\*Bot:\*\*|(?![^]))/gms)].map(([, said]) => said.trim()) }))
    .filter(({ turns }) => turns.length > 0);
}

let bot;
before(async () => { bot = await Bot.start(); });
after(() => bot?.dispose());

describe('every activity of every conversation', { timeout: 600_000 }, () => {
  for (const [channelId, conversationType] of [['msteams', 'personal'], ['msteams', 'channel'], ['emulator', undefined]]) {
    it(`is well formed in ${channelId} (${conversationType ?? 'as text'})`, async t => {
      const counted = { turns: 0, activities: 0, cards: 0 };
      const wrong = [];
      await Promise.all(conversations().map(async ({ name, turns }) => {
        const conversation = { id: `${channelId}-${conversationType}-${name}`, conversationType };
        const joins = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }, { id: '29:somebody' }] };
        for (const said of [joins, ...turns.map(text => ({ text, textFormat: 'plain' }))]) {
          const { activities } = await bot.deliver({ channelId, conversation, ...said });
          counted.turns++;
          for (const activity of activities) {
            counted.activities++;
            counted.cards += cardOf(activity) ? 1 : 0;
            try {
              checkActivity(activity);
            } catch (fault) {
              wrong.push(`${name}: ${said.text ?? said.type}: ${fault.message}`);
            }
          }
        }
      }));

      t.diagnostic(`${counted.turns} turns, ${counted.activities} activities, ${counted.cards} of them with cards`);
      assert.deepEqual(wrong, []);
      assert.ok(counted.turns > 200 && counted.activities >= counted.turns * 0.9);
      assert.equal(counted.cards > 0, channelId === 'msteams');
    });
  }
});
