CREATE TABLE conversations (
    id text PRIMARY KEY,
    channel text NOT NULL,
    version bigint NOT NULL,
    situation text NOT NULL,
    started_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX conversations_last_at ON conversations (last_at);

CREATE TABLE messages (
    conversation_id text NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence bigint NOT NULL,
    id text NOT NULL,
    reply_to_id text,
    from_bot boolean NOT NULL,
    from_id text NOT NULL,
    text text NOT NULL,
    answer text,
    at timestamptz NOT NULL,
    channel_data text,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE (conversation_id, id)
);
