-- Version 4: the chain (防篡改链): one link for each step that was ever done, taken back or done again. A link holds the
-- fingerprint of the link before it, so none can be changed, taken out or put in without all later ones telling.
CREATE TABLE chain (
    number INTEGER PRIMARY KEY,
    event TEXT NOT NULL,   -- start, edit, undo, redo, outside, upgrade
    entry INTEGER,         -- of history
    label TEXT NOT NULL,
    made TEXT NOT NULL,
    content TEXT NOT NULL, -- SHA-256 of what the history keeps of the step
    tables TEXT NOT NULL,  -- the tables that it touched and the SHA-256 of all their rows after it: "name digest" a line
    link TEXT NOT NULL     -- SHA-256 of all this and of the link before
);
