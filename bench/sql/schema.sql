-- The relational design that a studio would use instead, with an index on every key.
-- Text compares by code point, as in Neo4j, so that both sides sort alike.

CREATE TABLE assets (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    version_number integer NOT NULL,
    is_current boolean NOT NULL,
    previous_version_id text COLLATE "C" REFERENCES assets DEFERRABLE INITIALLY DEFERRED,
    asset_type text COLLATE "C" NOT NULL,
    status text NOT NULL,
    placeholder boolean NOT NULL,
    file_path text,
    file_size_bytes bigint,
    checksum_sha256 text,
    description text,
    metadata jsonb NOT NULL,
    tags text[] NOT NULL,
    license text,
    origin text,
    registered_by text,
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    UNIQUE (name, version),
    UNIQUE (name, version_number)
);

CREATE TABLE scene_types (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL
);

CREATE TABLE scenes (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    scene_type_id text COLLATE "C" NOT NULL REFERENCES scene_types,
    project_id text COLLATE "C",
    character_id text COLLATE "C",
    active boolean NOT NULL
);

CREATE TABLE segments (
    id text COLLATE "C" PRIMARY KEY,
    scene_id text COLLATE "C" NOT NULL REFERENCES scenes,
    sequence_index integer NOT NULL
);

CREATE TABLE templates (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL
);

CREATE TABLE jobs (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    status text NOT NULL
);

CREATE TABLE asset_dependencies (
    id text COLLATE "C" PRIMARY KEY,
    asset_id text COLLATE "C" NOT NULL REFERENCES assets,
    dependent_entity_type text COLLATE "C" NOT NULL,
    dependent_entity_id text COLLATE "C" NOT NULL,
    dependency_role text COLLATE "C" NOT NULL,
    weight double precision,
    created_at text COLLATE "C" NOT NULL,
    UNIQUE (asset_id, dependent_entity_type, dependent_entity_id, dependency_role)
);

CREATE TABLE asset_notes (
    id text COLLATE "C" PRIMARY KEY,
    asset_id text COLLATE "C" NOT NULL REFERENCES assets,
    related_asset_id text COLLATE "C" REFERENCES assets,
    note_text text NOT NULL,
    severity text NOT NULL,
    severity_rank integer NOT NULL,
    author_id text,
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL
);

CREATE TABLE asset_ratings (
    asset_id text COLLATE "C" NOT NULL REFERENCES assets,
    reviewer_id text COLLATE "C" NOT NULL,
    rating integer NOT NULL,
    review_text text,
    created_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (asset_id, reviewer_id)
);

CREATE INDEX ON assets (asset_type);
CREATE INDEX ON assets (created_at);
CREATE INDEX ON assets (previous_version_id);
CREATE UNIQUE INDEX ON assets (name) WHERE is_current;
CREATE INDEX ON assets USING gin (tags);
CREATE INDEX ON scenes (scene_type_id);
CREATE INDEX ON scenes (project_id);
CREATE INDEX ON scenes (character_id);
CREATE INDEX ON segments (scene_id);
CREATE INDEX ON asset_dependencies (asset_id);
CREATE INDEX ON asset_dependencies (dependent_entity_type, dependent_entity_id);
CREATE INDEX ON asset_notes (asset_id);
CREATE INDEX ON asset_notes (related_asset_id);
CREATE INDEX ON asset_ratings (asset_id);
