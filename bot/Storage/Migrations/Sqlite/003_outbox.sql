-- Replies that are posted to a channel, in the order of their numbers within a conversation. No reference to the
-- conversation: the last words to someone who asked to be forgotten are sent after it has gone.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL,
    activity TEXT NOT NULL,
    tries INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    due_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due_at ON outbox (due_at);
CREATE INDEX outbox_conversation ON outbox (conversation_id, number);
