CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    version INTEGER NOT NULL,
    situation TEXT NOT NULL,
    started_at TEXT NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_last_at ON conversations (last_at);

CREATE TABLE messages (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    reply_to_id TEXT,
    from_bot INTEGER NOT NULL,
    from_id TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT,
    at TEXT NOT NULL,
    channel_data TEXT,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE (conversation_id, id)
) STRICT, WITHOUT ROWID;
