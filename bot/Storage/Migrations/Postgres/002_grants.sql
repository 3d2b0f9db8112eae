-- The links of records and the resume codes, by their hashes.
CREATE TABLE grants (
    hash text PRIMARY KEY,
    kind text NOT NULL,
    conversation_id text NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    situation text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX grants_conversation_id ON grants (conversation_id);
CREATE INDEX grants_expires_at ON grants (expires_at);
