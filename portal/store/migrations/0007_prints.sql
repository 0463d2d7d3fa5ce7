-- Where the drafts of a print that was taken apart come from.
CREATE TABLE print_parts (
    draft_id        TEXT    NOT NULL PRIMARY KEY REFERENCES drafts (id),
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    print_id        TEXT    NOT NULL REFERENCES drafts (id),  -- the draft of its first part
    number          {int64} NOT NULL CHECK (number >= 1),
    total           {int64} NOT NULL CHECK (total >= number),
    first_page      {int64} NOT NULL CHECK (first_page >= 1),  -- of the delivered file
    last_page       {int64} NOT NULL CHECK (last_page >= first_page),
    part_key        TEXT    NOT NULL,
    source_sha256   TEXT    NOT NULL,  -- of the delivered file
    source_size     {int64} NOT NULL,
    UNIQUE (print_id, number)
) {strict};
