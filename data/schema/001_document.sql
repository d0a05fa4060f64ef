-- The first version of a project file. SpatiaLite's own tables stand already; `:epsg` is the number of the project's CRS.
-- Words in columns such as sites.kind are the keys of src/model/kinds.h; several words in one column are separated by ';'.
-- An empty text and an unknown date are NULL. Ids are never given twice, so AUTOINCREMENT.

CREATE TABLE project (
    "key" TEXT PRIMARY KEY NOT NULL, -- name, epsg, created, revision
    value
) WITHOUT ROWID;

CREATE TABLE sites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    geom POINT,
    "key" TEXT UNIQUE,
    name TEXT,
    kind TEXT NOT NULL,
    grade TEXT,
    previous_grade TEXT,
    flags TEXT,
    tags TEXT,
    licence_number TEXT,
    licence_scope TEXT,
    credit_code TEXT,
    address TEXT,
    owner TEXT,
    phone TEXT,
    township_code TEXT,
    village_code TEXT,
    position TEXT NOT NULL, -- none, approximate, exact
    match_score REAL NOT NULL DEFAULT 0,
    last_visit TEXT,
    licence_expiry TEXT,
    hazards_found INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE villages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    area MULTIPOLYGON,
    seat POINT,
    code TEXT UNIQUE,
    name TEXT,
    township_code TEXT,
    township_name TEXT,
    urban_rural_class INTEGER NOT NULL DEFAULT 0,
    population REAL NOT NULL DEFAULT 0,
    households REAL NOT NULL DEFAULT 0,
    population_over_65 REAL NOT NULL DEFAULT 0,
    contact_key TEXT,
    position TEXT NOT NULL, -- of the seat; none = a point inside the area
    match_score REAL NOT NULL DEFAULT 0
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    geom POINT,
    "key" TEXT UNIQUE,
    name TEXT,
    role TEXT NOT NULL,
    phone TEXT,
    identity_number TEXT,
    employer TEXT,
    township_code TEXT,
    village_code TEXT,
    position TEXT NOT NULL,
    match_score REAL NOT NULL DEFAULT 0,
    start_date TEXT,
    end_date TEXT,
    last_training TEXT,
    last_assessment TEXT,
    certificate_expiry TEXT,
    training_hours REAL NOT NULL DEFAULT 0,
    assessment_passed INTEGER NOT NULL DEFAULT 1,
    certificate_number TEXT,
    skills TEXT,
    recusals TEXT,
    capacity_hours REAL NOT NULL DEFAULT 0,
    capacity_people REAL NOT NULL DEFAULT 0,
    owns_site INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE roads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    geom LINESTRING,
    "key" TEXT UNIQUE,
    name TEXT,
    class TEXT NOT NULL,
    one_way INTEGER NOT NULL DEFAULT 0,
    bridge INTEGER NOT NULL DEFAULT 0,
    tunnel INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE boundaries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    geom MULTIPOLYGON,
    level TEXT NOT NULL,
    code TEXT,
    name TEXT,
    UNIQUE (level, code)
);

-- A river is a line, a lake an area; one of the two is NULL.
CREATE TABLE waters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    line LINESTRING,
    area MULTIPOLYGON,
    "key" TEXT UNIQUE,
    name TEXT,
    kind TEXT NOT NULL
);

CREATE TABLE plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    shape TEXT NOT NULL,
    options TEXT,
    created TEXT,
    current INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    geom MULTIPOLYGON,
    plan INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    parents TEXT,
    township_code TEXT,
    village_codes TEXT,
    contact_key TEXT,
    lead_key TEXT,
    second_key TEXT,
    hours REAL NOT NULL DEFAULT 0,
    UNIQUE (plan, code)
);

-- Rasters lie in strips of rows, north to south: 32-bit floats, bytes of equal weight side by side, then zstd.
CREATE TABLE rasters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL UNIQUE, -- terrain, population
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    origin_x REAL NOT NULL, -- north-west corner
    origin_y REAL NOT NULL,
    cell_x REAL NOT NULL,
    cell_y REAL NOT NULL
);

CREATE TABLE raster_strips (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    raster INTEGER NOT NULL REFERENCES rasters (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (raster, first_row)
);

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT,
    file TEXT,
    layer TEXT,
    "row" INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    detail TEXT,
    original TEXT
);

CREATE TABLE repairs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT,
    file TEXT,
    layer TEXT,
    "key" TEXT,
    "row" INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    "before" TEXT,
    "after" TEXT
);

CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL UNIQUE,
    json TEXT NOT NULL
);

-- Undo: one row an edit, its parts in the order in which they happened, and the rows that a part holds.
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE history_parts (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES history (number) ON DELETE CASCADE,
    kind TEXT NOT NULL, -- changeset, inserted, removed
    layer TEXT,         -- table of inserted and removed rows
    first_id INTEGER,   -- of inserted rows
    last_id INTEGER
);
CREATE INDEX history_parts_by_entry ON history_parts (entry);

CREATE TABLE history_blocks (
    id INTEGER PRIMARY KEY,
    part INTEGER NOT NULL REFERENCES history_parts (id) ON DELETE CASCADE,
    data BLOB NOT NULL
);
CREATE INDEX history_blocks_by_part ON history_blocks (part);

SELECT RecoverGeometryColumn('sites', 'geom', :epsg, 'POINT', 'XY');
SELECT RecoverGeometryColumn('villages', 'area', :epsg, 'MULTIPOLYGON', 'XY');
SELECT RecoverGeometryColumn('villages', 'seat', :epsg, 'POINT', 'XY');
SELECT RecoverGeometryColumn('people', 'geom', :epsg, 'POINT', 'XY');
SELECT RecoverGeometryColumn('roads', 'geom', :epsg, 'LINESTRING', 'XY');
SELECT RecoverGeometryColumn('boundaries', 'geom', :epsg, 'MULTIPOLYGON', 'XY');
SELECT RecoverGeometryColumn('waters', 'line', :epsg, 'LINESTRING', 'XY');
SELECT RecoverGeometryColumn('waters', 'area', :epsg, 'MULTIPOLYGON', 'XY');
SELECT RecoverGeometryColumn('cells', 'geom', :epsg, 'MULTIPOLYGON', 'XY');

SELECT CreateSpatialIndex('sites', 'geom');
SELECT CreateSpatialIndex('villages', 'area');
SELECT CreateSpatialIndex('villages', 'seat');
SELECT CreateSpatialIndex('people', 'geom');
SELECT CreateSpatialIndex('roads', 'geom');
SELECT CreateSpatialIndex('boundaries', 'geom');
SELECT CreateSpatialIndex('waters', 'line');
SELECT CreateSpatialIndex('waters', 'area');
SELECT CreateSpatialIndex('cells', 'geom');
