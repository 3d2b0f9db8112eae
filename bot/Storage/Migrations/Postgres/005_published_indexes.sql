-- The index of the knowledge base, published once for all nodes.
CREATE TABLE published_indexes (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    published_at timestamptz NOT NULL,
    content bytea NOT NULL
);
