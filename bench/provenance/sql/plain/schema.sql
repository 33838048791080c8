-- Plain tables, an index on every key: how a studio would note its receipts without further thought.
-- Text compares by code point, as in Neo4j.

CREATE SCHEMA plain;
SET search_path = plain;

CREATE TABLE assets (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    asset_type text COLLATE "C" NOT NULL,
    checksum_sha256 text COLLATE "C",
    is_current boolean NOT NULL
);
CREATE TABLE projects (id text COLLATE "C" NOT NULL, name text NOT NULL);
CREATE TABLE characters (id text COLLATE "C" NOT NULL, name text NOT NULL, project_id text COLLATE "C" NOT NULL);
CREATE TABLE scene_types (id text COLLATE "C" NOT NULL, name text NOT NULL);
CREATE TABLE scenes (
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    scene_type_id text COLLATE "C" NOT NULL,
    character_id text COLLATE "C",
    project_id text COLLATE "C",
    active boolean NOT NULL
);
CREATE TABLE segments (
    id text COLLATE "C" NOT NULL,
    scene_id text COLLATE "C" NOT NULL,
    sequence_index integer NOT NULL
);
CREATE TABLE templates (id text COLLATE "C" NOT NULL, name text NOT NULL);
CREATE TABLE jobs (id text COLLATE "C" NOT NULL, name text NOT NULL, status text NOT NULL);
CREATE TABLE asset_dependencies (
    asset_id text COLLATE "C" NOT NULL,
    dependent_entity_type text COLLATE "C" NOT NULL,
    dependent_entity_id text COLLATE "C" NOT NULL,
    dependency_role text COLLATE "C" NOT NULL
);
CREATE TABLE receipts (
    id text COLLATE "C" NOT NULL,
    segment_id text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    succeeded boolean,
    created_at text COLLATE "C" NOT NULL,
    body jsonb NOT NULL
);
CREATE TABLE receipt_inputs (
    receipt_id text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    role text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    asset_id text COLLATE "C",
    name text,
    version text,
    hash text COLLATE "C",
    weight double precision
);
