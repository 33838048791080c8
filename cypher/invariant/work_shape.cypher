// invariant.work_shape — images and workflows with a missing or wrong property, or a place that is not their project.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Work, every one: Neo4j Community has no constraint on a property's presence or type
// used by: depgraph doctor, the tests of races and crashes

MATCH (work:Work)
WITH work, [pair IN [
       ['id', work.id IS :: STRING NOT NULL],
       ['kind', work.kind IN ['source_image', 'derived_image', 'workflow']],
       ['key', work.key = work.kind + ':' + work.id],
       ['name', work.name IS :: STRING NOT NULL],
       ['next_number', work.next_number IS :: INTEGER NOT NULL],
       ['created_at', work.created_at IS :: STRING NOT NULL],
       ['project_id', [(work)-[:IN_PROJECT]->(project:Project) | project.id]
                      = CASE WHEN work.project_id IS NULL THEN [] ELSE [work.project_id] END]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'an image or workflow has a missing or wrong property' AS what,
       coalesce(work.key, elementId(work)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
