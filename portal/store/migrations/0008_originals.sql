-- What was delivered, where the document of a draft was made from it; and how the document stands to its encryption.
ALTER TABLE drafts ADD COLUMN original_format TEXT NOT NULL DEFAULT '';   -- empty: the document is what was delivered
ALTER TABLE drafts ADD COLUMN original_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE drafts ADD COLUMN original_size {int64} NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN lock_state TEXT NOT NULL DEFAULT '' CHECK (lock_state IN ('', 'locked', 'opened', 'restricted'));
