-- The place of a conversation's last message. A client that has read up to it goes on from there, even after the
-- conversation was deleted and began anew, so it is remembered for a while, under a hash of the id and without any words.
ALTER TABLE conversations ADD COLUMN last_sequence bigint NOT NULL DEFAULT 0;
UPDATE conversations SET last_sequence = coalesce((SELECT max(sequence) FROM messages WHERE conversation_id = conversations.id), 0);

CREATE TABLE forgotten (
    conversation_hash text PRIMARY KEY,
    last_sequence bigint NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX forgotten_at ON forgotten (at);
