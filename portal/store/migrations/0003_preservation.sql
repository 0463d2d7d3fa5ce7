-- How far the signatures of an envelope's files have come on the ladder of PAdES levels, and when each file is looked at again.
CREATE TABLE preservation (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    envelope_id     TEXT    NOT NULL REFERENCES envelopes (id),
    subject         TEXT    NOT NULL CHECK (subject IN ('document', 'certificate')),
    level           TEXT    NOT NULL CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
    pending         {int64} NOT NULL CHECK (pending IN (0, 1)),  -- short of what was asked for, and asking again can help
    plan            TEXT    NOT NULL,              -- of the certificate; the document keeps its own
    tries           {int64} NOT NULL,              -- in vain, one after the other
    next_at         {int64},                       -- tried again, or renewed; missing: never
    PRIMARY KEY (envelope_id, subject)
) {strict};
CREATE INDEX preservation_by_time ON preservation (next_at);
