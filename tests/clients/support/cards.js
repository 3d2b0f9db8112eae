// What Microsoft's own parser and the Agents SDK's schema say about what we send.
import { activityZodSchema } from '@microsoft/agents-activity';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.min.js');

export const cardType = 'application/vnd.microsoft.card.adaptive';

/** What the parser of Adaptive Cards 1.5 finds wrong with a card; empty when nothing. */
export function faults(json) {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const found = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...found, ...card.validateProperties().validationEvents.map(event => event.message)];
}

/** The Adaptive Card of an activity, if it has one. */
export function cardOf(activity) {
  return activity.attachments?.find(attachment => attachment.contentType === cardType)?.content;
}

/** Everything inside a card that has a type. */
export function* parts(value) {
  if (value && typeof value === 'object') {
    if (typeof value.type === 'string' && !Array.isArray(value)) {
      yield value;
    }

    for (const inner of Object.values(value)) {
      yield* parts(inner);
    }
  }
}

/** The schema of the Agents SDK refuses nulls, empty references and suggestions that lack their readers; nothing else may be empty either. */
export function checkActivity(activity) {
  activityZodSchema.parse(activity);
  noEmpties(activity);
  assert.ok(activity.type !== 'message' || activity.from?.role !== 'bot' || activity.speak || activity.attachments, 'nothing to read out');
  const card = cardOf(activity);
  if (card) {
    assert.deepEqual(faults(card), []);
  }
}

/** Nothing empty on the wire; only the readers of suggestions may be an empty list, and channel data is the client's own. */
function noEmpties(value, path = '') {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0 && path !== '.suggestedActions.to')) {
    throw new Error(`Empty: ${path}`);
  }

  if (typeof value === 'object') {
    Object.entries(value).filter(([name]) => name !== 'channelData').forEach(([name, inner]) => noEmpties(inner, `${path}.${name}`));
  }
}
