-- Version 5: which cell codes came from which: one row for each retired code and each code that took over ground of it.
CREATE TABLE code_succession (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,  -- name of the plan at that time
    parent TEXT NOT NULL,
    child TEXT NOT NULL,
    made TEXT,           -- date
    UNIQUE (plan, parent, child)
);
