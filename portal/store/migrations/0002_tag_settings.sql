-- How tags are looked for: what a queue sets, and what a draft keeps for the day on which its tags are erased.
ALTER TABLE queues ADD COLUMN tag_settings TEXT NOT NULL DEFAULT '{}';  -- JSON
ALTER TABLE drafts ADD COLUMN tag_settings TEXT NOT NULL DEFAULT '{}';  -- JSON
ALTER TABLE queues DROP COLUMN dialects;  -- nothing but the native one was known
