-- pair warnings of a set, and warning and critical notes on its single assets
WITH members AS (
    SELECT id, name FROM assets WHERE id = ANY(%(asset_ids)s)
), found AS (
    SELECT note.id, note.asset_id, note.related_asset_id, note.note_text, note.severity, note.author_id,
           note.created_at, note.updated_at, note.severity_rank,
           one.name AS asset_name, other.name AS related_asset_name, 'exact' AS match
    FROM members one
    JOIN asset_notes note ON note.asset_id = one.id
    JOIN members other ON other.id = note.related_asset_id
    WHERE note.severity <> 'info'
), single AS (
    SELECT note.id, note.asset_id, note.related_asset_id, note.note_text, note.severity, note.author_id,
           note.created_at, note.updated_at, note.severity_rank, member.name AS asset_name
    FROM members member
    JOIN asset_notes note ON note.asset_id = member.id
    WHERE note.related_asset_id IS NULL AND note.severity <> 'info'
)
SELECT (SELECT array_agg(asked) FROM unnest(%(asset_ids)s::text[]) asked
        WHERE asked NOT IN (SELECT id FROM members)) AS missing,
       (SELECT json_agg(item) FROM (
           SELECT * FROM found ORDER BY severity_rank, created_at DESC, id DESC LIMIT 500) item) AS warnings,
       (SELECT json_agg(item) FROM (
           SELECT * FROM single ORDER BY severity_rank, created_at DESC, id DESC LIMIT 500) item) AS asset_notes,
       (SELECT count(*) FROM found) AS warning_count,
       (SELECT count(*) FROM single) AS asset_note_count
