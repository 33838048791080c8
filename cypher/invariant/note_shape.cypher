// invariant.note_shape — notes with a missing word, or not about exactly the assets that they name.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Note, every one: copied words and edges are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (note:Note)
WITH note, COLLECT { MATCH (note)-[:ABOUT]->(asset:Asset) RETURN asset.id AS about_id ORDER BY about_id } AS about
WITH note, [pair IN [
       ['id', note.id IS :: STRING NOT NULL],
       ['note_text', note.note_text IS :: STRING NOT NULL],
       ['severity', coalesce(note.severity_rank
          = CASE note.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 WHEN 'info' THEN 2 END, false)],
       ['author_id', note.author_id IS :: STRING],
       ['created_at', note.created_at IS :: STRING NOT NULL],
       ['updated_at', note.updated_at IS :: STRING NOT NULL],
       ['related_asset_id', coalesce(note.related_asset_id <> note.asset_id, true)],
       ['only_asset_id', coalesce(note.only_asset_id, '')
          = CASE WHEN note.related_asset_id IS NULL THEN note.asset_id ELSE '' END],
       ['assets', CASE
          WHEN note.related_asset_id IS NULL THEN about = [note.asset_id]
          WHEN note.asset_id < note.related_asset_id THEN about = [note.asset_id, note.related_asset_id]
          ELSE about = [note.related_asset_id, note.asset_id]
        END]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'a note has a missing or wrong property' AS what,
       coalesce(note.id, elementId(note)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
