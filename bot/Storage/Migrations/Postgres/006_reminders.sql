-- Whom to remind in the chat of what is open on their plan, and when next. One a conversation, and gone with it.
CREATE TABLE reminders (
    conversation_id text PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    reference text NOT NULL,
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX reminders_due_at ON reminders (due_at);

-- One that waits to be posted is taken out again when the reader wants no more.
ALTER TABLE outbox ADD COLUMN is_reminder boolean NOT NULL DEFAULT false;
