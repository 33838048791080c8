// invariant.entity_shape — entities whose key, kind and label do not agree, or that lack a word.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Entity, every one: Neo4j Community has no constraint on a property's presence
// used by: depgraph doctor, the tests of races and crashes

MATCH (entity:Entity)
WITH entity, [pair IN [
       ['id', entity.id IS :: STRING NOT NULL],
       ['key', entity.key = entity.kind + ':' + entity.id],
       ['label', CASE entity.kind
          WHEN 'project' THEN entity:Project
          WHEN 'character' THEN entity:Character
          WHEN 'scene_type' THEN entity:SceneType
          WHEN 'scene' THEN entity:Scene
          WHEN 'segment' THEN entity:Segment
          WHEN 'template' THEN entity:Template
          WHEN 'job' THEN entity:Job
          ELSE false
        END AND size(labels(entity)) = CASE WHEN entity:Segment AND entity:Uncounted THEN 3 ELSE 2 END],
       ['name', CASE WHEN entity:Segment THEN entity.name IS :: STRING ELSE entity.name IS :: STRING NOT NULL END],
       ['created_at', entity.created_at IS :: STRING NOT NULL],
       ['updated_at', entity.updated_at IS :: STRING NOT NULL],
       ['active', NOT entity:Scene OR entity.active IS :: BOOLEAN NOT NULL],
       ['sequence_index', NOT entity:Segment OR entity.sequence_index IS :: INTEGER NOT NULL],
       ['status', NOT entity:Job OR entity.status IS :: STRING NOT NULL]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'an entity has a missing or wrong property' AS what,
       coalesce(entity.key, elementId(entity)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
