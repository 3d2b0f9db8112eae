-- The links of records and the resume codes, by their hashes.
CREATE TABLE grants (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    situation TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_conversation_id ON grants (conversation_id);
CREATE INDEX grants_expires_at ON grants (expires_at);
