-- Version 2: codes of cells that a split, merge or replaced plan took away; they are never given again.
CREATE TABLE retired_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    plan TEXT,   -- name of the plan that used it last
    retired TEXT -- date
);
