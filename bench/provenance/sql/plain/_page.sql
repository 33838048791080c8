SELECT (SELECT count(*) FROM chosen) AS total,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT segment.id AS segment_id, scene.id AS scene_id, person.name AS character_name,
                  latest.id AS receipt_id, {{_compared}} AS inputs
           FROM (SELECT segment_id FROM chosen ORDER BY segment_id OFFSET %(offset)s LIMIT %(limit)s) page
           JOIN segments segment ON segment.id = page.segment_id
           JOIN scenes scene ON scene.id = segment.scene_id
           LEFT JOIN characters person ON person.id = scene.character_id
           JOIN latest ON latest.segment_id = page.segment_id
           ORDER BY segment.id
       ) item) AS items
