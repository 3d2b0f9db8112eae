-- Replies that are posted to a channel, in the order of their numbers within a conversation. No reference to the
-- conversation: the last words to someone who asked to be forgotten are sent after it has gone.
CREATE TABLE outbox (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id text NOT NULL,
    activity text NOT NULL,
    tries integer NOT NULL,
    made_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX outbox_due_at ON outbox (due_at);
CREATE INDEX outbox_conversation ON outbox (conversation_id, number);
