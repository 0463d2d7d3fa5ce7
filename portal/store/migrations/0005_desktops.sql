-- Tokens of users, with which their desktops listen, and tickets that log a browser in once.
ALTER TABLE api_keys ADD COLUMN user_id TEXT REFERENCES users (id);  -- of the scope "user", in whose name it works

CREATE TABLE login_tickets (
    token_hash      TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    created_at      {int64} NOT NULL,
    expires_at      {int64} NOT NULL,
    used_at         {int64}
) {strict};
CREATE INDEX login_tickets_by_end ON login_tickets (expires_at);

-- What a person is to be told: drafts that arrived for him (until he was), and jobs of his that were refused.
CREATE TABLE arrivals (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    draft_id        TEXT    NOT NULL REFERENCES drafts (id),
    mail_at         {int64} NOT NULL,               -- when he gets a mail if nobody showed him
    PRIMARY KEY (user_id, draft_id)
) {strict};
CREATE INDEX arrivals_by_time ON arrivals (mail_at);

CREATE TABLE notices (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    problem         TEXT    NOT NULL,               -- key of the sentence
    title           TEXT    NOT NULL,               -- of the job
    queue           TEXT    NOT NULL,
    created_at      {int64} NOT NULL,
    told            {int64} NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    mail_at         {int64},                        -- missing: no mail speaks of it
    job_key         TEXT    NOT NULL UNIQUE         -- a job that is delivered again is told once
) {strict};
CREATE INDEX notices_by_user ON notices (user_id, created_at);
CREATE INDEX notices_by_time ON notices (mail_at);

ALTER TABLE users ADD COLUMN mails {int64} NOT NULL DEFAULT 1 CHECK (mails IN (0, 1));  -- of what arrives for him
