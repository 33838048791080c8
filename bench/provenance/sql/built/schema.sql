-- Tables built for exactly these questions. What they keep, and which write has to keep it:
--   inputs            what receipts recorded, each once, with what is current beside it: a new version rewrites
--                     the inputs of its line (found by asset_name), and looks at no segment
--   usages            segments by the inputs of their latest receipt; a receipt rewrites those of its segment
--   in_use            how many segments a project has with an input: one counter for each usage that comes or goes
--   newest_uses       the newest use of each asset by each segment; a receipt rewrites those of its segment
--   projects, scene_types   counters of their segments and scenes; each segment, scene and first receipt
-- Nothing about staleness is kept for a segment.

CREATE SCHEMA built;
SET search_path = built;

CREATE TABLE inputs (
    n integer NOT NULL,
    asset_id text COLLATE "C",
    asset_name text COLLATE "C",
    asset_type text COLLATE "C",
    version text,
    hash text COLLATE "C",
    is_changed boolean NOT NULL,
    is_unknown_model boolean NOT NULL,
    is_current boolean,
    current_id text,
    current_version text,
    current_hash text
);
CREATE TABLE projects (
    id text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    segment_count integer NOT NULL,
    made_count integer NOT NULL
);
CREATE TABLE scene_types (
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    scene_count integer NOT NULL,
    active_scene_count integer NOT NULL,
    segment_count integer NOT NULL
);
CREATE TABLE scenes (
    n integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    scene_type_id text COLLATE "C" NOT NULL,
    character_name text,
    project_id text COLLATE "C",
    active boolean NOT NULL
);
CREATE TABLE segments (
    id text COLLATE "C" NOT NULL,
    scene_n integer NOT NULL,
    sequence_index integer NOT NULL,
    latest_n integer
);
CREATE TABLE asset_users (
    asset_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text,
    status text
);
CREATE TABLE receipts (
    n integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    segment_id text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    body jsonb NOT NULL
);
CREATE TABLE receipt_inputs (
    receipt_n integer NOT NULL,
    place smallint NOT NULL,
    input_n integer NOT NULL,
    position smallint NOT NULL,
    role text NOT NULL,
    name text,
    version text,
    weight double precision
);
CREATE TABLE usages (
    project_n integer NOT NULL,
    input_n integer NOT NULL,
    segment_id text COLLATE "C" NOT NULL,
    scene_n integer NOT NULL
);
CREATE TABLE in_use (
    project_n integer NOT NULL,
    input_n integer NOT NULL,
    segments_now integer NOT NULL,
    segments_before integer NOT NULL
);
CREATE TABLE newest_uses (
    asset_id text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    segment_id text COLLATE "C" NOT NULL,
    receipt_n integer NOT NULL,
    role text NOT NULL,
    weight double precision,
    version text NOT NULL
);
