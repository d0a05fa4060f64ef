-- Version 6: where a plan stands on its way from draft to approval; a plan without a row is a draft that nobody moved.
CREATE TABLE plan_states (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan INTEGER NOT NULL UNIQUE REFERENCES plans (id) ON DELETE CASCADE,
    state TEXT NOT NULL,               -- a key of data/plans/states.json
    sealed INTEGER NOT NULL DEFAULT 0, -- its cells, people and name do not change
    moves TEXT NOT NULL                -- JSON
);
