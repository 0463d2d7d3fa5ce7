-- What whoever prints says beside his document: where the result is filed.
ALTER TABLE drafts ADD COLUMN folder TEXT NOT NULL DEFAULT '';     -- the sender's label; empty: none
ALTER TABLE envelopes ADD COLUMN folder TEXT NOT NULL DEFAULT '';  -- as the draft had it
