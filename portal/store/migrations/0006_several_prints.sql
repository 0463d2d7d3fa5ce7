-- Several prints make one draft; a second print of a document takes the first one's place; what a document says of itself.
ALTER TABLE drafts ADD COLUMN parts TEXT NOT NULL DEFAULT '[]';      -- JSON; empty: one document as it came
ALTER TABLE drafts ADD COLUMN merged_into TEXT;                      -- the draft that took its pages or its place
ALTER TABLE drafts ADD COLUMN ref TEXT NOT NULL DEFAULT '';          -- business reference
ALTER TABLE drafts ADD COLUMN language TEXT NOT NULL DEFAULT '';     -- of the recipients
ALTER TABLE drafts ADD COLUMN expires TEXT NOT NULL DEFAULT '';      -- "14d", "48h", "2026-12-31"
CREATE INDEX drafts_by_ref ON drafts (organisation_id, ref);
CREATE INDEX drafts_by_title ON drafts (organisation_id, owner_id, title);
CREATE INDEX drafts_by_job ON drafts (organisation_id, job_uuid);

ALTER TABLE envelopes ADD COLUMN ref TEXT NOT NULL DEFAULT '';
ALTER TABLE envelopes ADD COLUMN language TEXT NOT NULL DEFAULT '';
CREATE INDEX envelopes_by_ref ON envelopes (organisation_id, ref);
