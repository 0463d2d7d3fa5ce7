-- Queues with settings of their own, teams that share a queue's inbox, names under which a person prints.
CREATE TABLE teams (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    created_at      {int64} NOT NULL,
    UNIQUE (organisation_id, name)
) {strict};

CREATE TABLE team_members (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    team_id         TEXT NOT NULL REFERENCES teams (id),
    user_id         TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (team_id, user_id)
) {strict};
CREATE INDEX team_members_by_user ON team_members (user_id);

CREATE TABLE user_aliases (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    alias           TEXT NOT NULL,                -- ASCII lower case: what a print job calls the user
    user_id         TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (organisation_id, alias)
) {strict};

ALTER TABLE queues ADD COLUMN team_id TEXT REFERENCES teams (id);    -- whose inbox it is; none: everybody's
ALTER TABLE queues ADD COLUMN keeper_id TEXT REFERENCES users (id);  -- gets what nobody claims
ALTER TABLE queues ADD COLUMN keeper_after {int64} NOT NULL DEFAULT 86400000;
ALTER TABLE queues ADD COLUMN digest_at {int64};                     -- when the keeper was told last
ALTER TABLE queues ADD COLUMN job_files TEXT NOT NULL DEFAULT 'one_each' CHECK (job_files IN ('one_each', 'one_envelope'));
ALTER TABLE queues ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE queues ADD COLUMN message TEXT NOT NULL DEFAULT '';
ALTER TABLE queues ADD COLUMN mail_after {int64} NOT NULL DEFAULT 60000;  -- of an arrival that nobody showed its owner; 0: never
ALTER TABLE queues ADD COLUMN sends TEXT NOT NULL DEFAULT 'never' CHECK (sends IN ('never', 'authenticated', 'always'));
UPDATE queues SET sends = 'authenticated' WHERE auto_send = 1;
ALTER TABLE queues DROP COLUMN auto_send;

ALTER TABLE drafts ADD COLUMN sends {int64} NOT NULL DEFAULT 0 CHECK (sends IN (0, 1));  -- the queue's policy sends it, nobody has to look
CREATE INDEX drafts_to_send ON drafts (sends, created_at);
