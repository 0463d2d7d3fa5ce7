-- The tables of the first release. One text for SQLite and PostgreSQL; README.md lists the placeholders.
-- All times are Unix time in milliseconds, UTC. Ids are opaque text made by the program. Secrets stand here only as hashes.

CREATE TABLE organisations (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    created_at {int64} NOT NULL
) {strict};

CREATE TABLE settings (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (organisation_id, name)
) {strict};

CREATE TABLE users (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    email_folded    TEXT    NOT NULL UNIQUE,      -- ASCII lower case
    password_hash   TEXT    NOT NULL,             -- encoded Argon2id, or empty
    administrator   {int64} NOT NULL CHECK (administrator IN (0, 1)),
    created_at      {int64} NOT NULL
) {strict};

CREATE TABLE sessions (
    token_hash      TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    created_at      {int64} NOT NULL,
    expires_at      {int64} NOT NULL
) {strict};
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE setup_links (
    token_hash      TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    created_at      {int64} NOT NULL,
    expires_at      {int64} NOT NULL,
    used_at         {int64},
    voided          {int64} NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) {strict};

CREATE TABLE api_keys (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    scope           TEXT    NOT NULL,
    key_hash        TEXT    NOT NULL UNIQUE,
    created_at      {int64} NOT NULL,
    revoked_at      {int64}
) {strict};

CREATE TABLE queues (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    owner_policy    TEXT    NOT NULL CHECK (owner_policy IN ('inbox', 'job_user', 'fixed_user')),
    owner_id        TEXT    REFERENCES users (id),
    auto_send       {int64} NOT NULL CHECK (auto_send IN (0, 1)),
    dialects        TEXT    NOT NULL,             -- names with commas between
    created_at      {int64} NOT NULL,
    UNIQUE (organisation_id, name),
    CHECK (owner_policy <> 'fixed_user' OR owner_id IS NOT NULL)
) {strict};

CREATE TABLE attempts (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    kind            TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    at              {int64} NOT NULL
) {strict};
CREATE INDEX attempts_by_subject ON attempts (kind, subject, at);

CREATE TABLE people (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    email_folded    TEXT    NOT NULL,             -- ASCII lower case
    phone           TEXT    NOT NULL,
    company         TEXT    NOT NULL,
    search          TEXT    NOT NULL,             -- without diacritics, in one case
    signatures      {int64} NOT NULL DEFAULT 0,
    created_at      {int64} NOT NULL,
    UNIQUE (organisation_id, email_folded)
) {strict};

CREATE TABLE drafts (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    owner_id        TEXT    REFERENCES users (id),    -- none: lies in the inbox
    queue_id        TEXT    REFERENCES queues (id),   -- none: uploaded
    state           TEXT    NOT NULL CHECK (state IN ('open', 'sent', 'dropped')),
    version         {int64} NOT NULL,                 -- optimistic lock
    title           TEXT    NOT NULL,
    message         TEXT    NOT NULL,
    idempotency_key TEXT,
    job_uuid        TEXT    NOT NULL,
    job_document    {int64} NOT NULL,
    job_queue       TEXT    NOT NULL,
    job_user        TEXT    NOT NULL,
    job_host        TEXT    NOT NULL,
    job_title       TEXT    NOT NULL,
    job_authenticated {int64} NOT NULL CHECK (job_authenticated IN (0, 1)),
    job_options     TEXT    NOT NULL,                 -- JSON from here
    roles           TEXT    NOT NULL,
    fields          TEXT    NOT NULL,
    problems        TEXT    NOT NULL,
    pages           TEXT    NOT NULL,
    tags            TEXT    NOT NULL,                 -- to here
    job_received_at {int64} NOT NULL,
    document_sha256 TEXT    NOT NULL,
    document_size   {int64} NOT NULL,
    is_signed       {int64} NOT NULL CHECK (is_signed IN (0, 1)),
    envelope_id     TEXT,                             -- what it became; set before the envelope's row is there
    created_at      {int64} NOT NULL,
    changed_at      {int64} NOT NULL,
    UNIQUE (organisation_id, idempotency_key)
) {strict};
CREATE INDEX drafts_by_time ON drafts (organisation_id, state, created_at, id);

CREATE TABLE envelopes (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    owner_id        TEXT    NOT NULL REFERENCES users (id),
    draft_id        TEXT    REFERENCES drafts (id),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'sent', 'completed', 'declined', 'voided', 'expired')),
    version         {int64} NOT NULL,                 -- optimistic lock
    title           TEXT    NOT NULL,
    message         TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    trial           {int64} NOT NULL CHECK (trial IN (0, 1)),
    created_at      {int64} NOT NULL,
    changed_at      {int64} NOT NULL,
    expires_at      {int64} NOT NULL,
    completed_at    {int64},
    certificate_sha256 TEXT NOT NULL,                 -- empty: none yet
    certificate_size {int64} NOT NULL
) {strict};
CREATE INDEX envelopes_by_time ON envelopes (organisation_id, owner_id, created_at, id);
CREATE INDEX envelopes_by_end ON envelopes (state, expires_at);

CREATE TABLE recipients (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    position        {int64} NOT NULL,                 -- as the author gave them
    role            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    phone           TEXT    NOT NULL,
    company         TEXT    NOT NULL,
    routing_order   {int64} NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('waiting', 'invited', 'viewed', 'signed', 'declined')),
    link_hash       TEXT    UNIQUE,
    level           TEXT    NOT NULL CHECK (level IN ('simple', 'advanced', 'advanced_qualified_certificate', 'qualified')),
    evidence        TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    invited_at      {int64},
    reminded_at     {int64},
    viewed_at       {int64},
    consented_at    {int64},
    signed_at       {int64},
    declined_at     {int64},
    UNIQUE (envelope_id, position)
) {strict};

CREATE TABLE documents (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    position        {int64} NOT NULL,
    title           TEXT    NOT NULL,
    version         {int64} NOT NULL,                 -- of the head
    head_sha256     TEXT    NOT NULL,
    head_size       {int64} NOT NULL,
    plan            TEXT    NOT NULL,                 -- signing plan of the head
    pages           TEXT    NOT NULL,                 -- JSON
    fields          TEXT    NOT NULL,                 -- JSON
    created_at      {int64} NOT NULL,
    UNIQUE (envelope_id, position)
) {strict};

CREATE TABLE document_revisions (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    document_id     TEXT    NOT NULL REFERENCES documents (id),
    version         {int64} NOT NULL,
    sha256          TEXT    NOT NULL,
    size            {int64} NOT NULL,
    recipient_id    TEXT    REFERENCES recipients (id),  -- none: made by the portal
    at              {int64} NOT NULL,
    PRIMARY KEY (document_id, version)
) {strict};
{append_only:document_revisions}

CREATE TABLE document_leases (
    document_id     TEXT    NOT NULL PRIMARY KEY REFERENCES documents (id),
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    holder          TEXT    NOT NULL,
    until           {int64} NOT NULL,
    version         {int64} NOT NULL                  -- of the head when it was taken
) {strict};

CREATE TABLE field_values (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    recipient_id    TEXT    NOT NULL REFERENCES recipients (id),
    field           TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    saved_at        {int64} NOT NULL,
    PRIMARY KEY (recipient_id, field)
) {strict};

CREATE TABLE ceremonies (
    cookie_hash     TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    recipient_id    TEXT    NOT NULL REFERENCES recipients (id),
    created_at      {int64} NOT NULL,
    expires_at      {int64} NOT NULL,
    access_at       {int64},
    consent_at      {int64}
) {strict};
CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);

CREATE TABLE checks (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    recipient_id    TEXT    NOT NULL REFERENCES recipients (id),
    number          {int64} NOT NULL,                 -- in the recipient's checks, from 1
    kind            TEXT    NOT NULL CHECK (kind IN ('access', 'confirm')),
    code_hash       TEXT    NOT NULL,
    salt            TEXT    NOT NULL,
    bound_to        TEXT    NOT NULL,
    channel         TEXT    NOT NULL,
    target          TEXT    NOT NULL,
    sent_at         {int64} NOT NULL,
    expires_at      {int64} NOT NULL,
    tries_left      {int64} NOT NULL CHECK (tries_left >= 0),
    last_try_at     {int64},
    used_at         {int64},
    voided_at       {int64},
    UNIQUE (recipient_id, number)
) {strict};
CREATE INDEX checks_by_time ON checks (recipient_id, sent_at);

CREATE TABLE audit_log (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    number          {int64} NOT NULL CHECK (number >= 1),
    kind            TEXT    NOT NULL,
    at              {int64} NOT NULL,
    actor           TEXT    NOT NULL,
    details         TEXT    NOT NULL,                 -- JSON object of strings
    previous        TEXT    NOT NULL,
    hash            TEXT    NOT NULL,
    PRIMARY KEY (envelope_id, number)
) {strict};
{append_only:audit_log}

CREATE TABLE outbox (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    REFERENCES envelopes (id),
    recipient_id    TEXT    REFERENCES recipients (id),
    kind            TEXT    NOT NULL CHECK (kind IN ('mail', 'sms')),
    message_id      TEXT    NOT NULL UNIQUE,
    payload         TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    attempts        {int64} NOT NULL,
    created_at      {int64} NOT NULL,
    next_at         {int64} NOT NULL,                 -- while leased: the end of the lease
    done_at         {int64},
    worker          TEXT    NOT NULL,                 -- who holds the lease; empty: nobody
    last_error      TEXT    NOT NULL
) {strict};
CREATE INDEX outbox_by_time ON outbox (state, next_at);
