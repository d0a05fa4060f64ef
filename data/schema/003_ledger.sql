-- Version 3: the ledger (台账): blind spots, hazards and tasks that somebody closes. Texts that were true when the item
-- was found are frozen in `evidence`; every move is kept in `moves`.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL UNIQUE, -- year and running number, e.g. 2026-0007
    source TEXT NOT NULL,        -- blindspot, hazard, task
    rule TEXT,                   -- kind and reason of the blind spot, e.g. contact.out_of_reach
    target TEXT,                 -- village, site, cell, record, plan
    subject TEXT,                -- village code, site key, cell code
    name TEXT,
    township_code TEXT,
    people REAL NOT NULL DEFAULT 0,
    severity REAL NOT NULL DEFAULT 0,
    evidence TEXT,               -- JSON
    state TEXT NOT NULL,         -- a key of data/ledger/states.json
    found TEXT,
    measure TEXT,
    responsible_key TEXT,
    due TEXT,
    closed TEXT,
    moves TEXT NOT NULL          -- JSON
);
