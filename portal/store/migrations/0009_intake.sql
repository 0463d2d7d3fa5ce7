-- What whoever prints says beside his document: where the result is filed.
ALTER TABLE drafts ADD COLUMN folder TEXT NOT NULL DEFAULT '';     -- the sender's label; empty: none
ALTER TABLE envelopes ADD COLUMN folder TEXT NOT NULL DEFAULT '';  -- as the draft had it

-- What is said again and again of drafts, under a name.
CREATE TABLE templates (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    message         TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    expires         TEXT    NOT NULL,
    folder          TEXT    NOT NULL,
    roles           TEXT    NOT NULL,             -- JSON
    PRIMARY KEY (organisation_id, name)
) {strict};
ALTER TABLE queues ADD COLUMN template_name TEXT NOT NULL DEFAULT '';  -- fills in what nobody said; empty: none

-- How far the signatures of a queue's envelopes are brought: a PAdES level; empty: as the portal is set.
ALTER TABLE queues ADD COLUMN seal TEXT NOT NULL DEFAULT '' CHECK (seal IN ('', 'B-B', 'B-T', 'B-LT', 'B-LTA'));
ALTER TABLE drafts ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE envelopes ADD COLUMN seal TEXT NOT NULL DEFAULT '';
