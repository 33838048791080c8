// invariant.regeneration_job — jobs that are open and cannot be claimed, that have ended and can, or that make nothing.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   RegenerationJob, every one: what an open one bears and an ended one lacks is compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (job:RegenerationJob)
WITH job, job.status IN ['queued', 'claimed', 'submitted'] AS is_open,
     [(job)-[:MAKES]->(new:Segment) | new.id] AS made
WITH job, [pair IN [
       ['id', job.id IS :: STRING NOT NULL],
       ['status', is_open OR job.status IN ['done', 'failed']],
       ['fence', job.fence IS :: INTEGER NOT NULL],
       ['key', is_open = (job.key IS NOT NULL)
          AND coalesce(job.key STARTS WITH job.project_id + '|' + job.inputs_hash, true)],
       ['turn', is_open = (job.turn IS NOT NULL)],
       ['free_at', is_open = (job.free_at IS NOT NULL)],
       ['segments', NOT is_open OR size(made) > 0]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'a regeneration job is not what its status says' AS what,
       coalesce(toStringOrNull(job.id), elementId(job)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
