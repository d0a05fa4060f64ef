-- Version 7: what a year's plan asks for: hours of business, leave, since when a lead has a cell, a village's second
-- contact, the days of training and the pay of assistants, and the log of regrades.
ALTER TABLE sites ADD COLUMN opening_hours TEXT; -- as the register says it
ALTER TABLE villages ADD COLUMN backup_key TEXT;
ALTER TABLE people ADD COLUMN leave TEXT;        -- first day/last day;...
ALTER TABLE people ADD COLUMN trainings TEXT;    -- days, separated by ';'
ALTER TABLE people ADD COLUMN pay REAL NOT NULL DEFAULT 0; -- yuan a year, 0 = not given
ALTER TABLE cells ADD COLUMN lead_since TEXT;    -- date
CREATE TABLE regrades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_key TEXT NOT NULL,
    made TEXT,           -- date
    before TEXT,
    after TEXT,
    score REAL,          -- NULL when nobody counted points
    reasons TEXT         -- ids of the rows that gave points, or what a person wrote
);
