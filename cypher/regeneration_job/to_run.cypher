// regeneration_job.to_run — a regeneration job, the imported output that it goes back to, and what the files of its inputs are called.
//
// access:  read
// params:  job_id
// returns: job, source, assets
// rows:    maybe-one
// used by: GET /api/regeneration-jobs/{regeneration_job_id}, depgraph regenerate

MATCH (job:RegenerationJob {id: $job_id})
RETURN {{regeneration_job._row}} AS job,
  head(COLLECT {
    MATCH (job)-[:MAKES]->(:Segment)-[:REPLACES*1..20]->(old:Segment)
    WITH DISTINCT old WHERE old.file_path IS NOT NULL
    MATCH (old)-[:LATEST]->(receipt:Receipt)
    WHERE receipt.inputs_as_written IS NOT NULL
    RETURN {file_path: old.file_path, receipt: {{receipt._row}}} AS origin
    ORDER BY receipt.created_at DESC, old.id LIMIT 1
  }) AS source,
  COLLECT {
    UNWIND coalesce(job.asset_ids, []) AS asset_id
    MATCH (asset:Asset {id: asset_id})
    RETURN asset {
      .id, .name, .version, .file_path,
      // what an output calls it: one of the first receipts that were made from it
      written: head(COLLECT {
        MATCH (asset)<-[made_from:GENERATED_FROM]-(maker:Receipt)
        WITH made_from, maker LIMIT 500
        WHERE maker.inputs_as_written IS NOT NULL
        RETURN {role: made_from.role, position: made_from.position, inputs_as_written: maker.inputs_as_written} LIMIT 1
      })
    } AS one
    ORDER BY one.id
  } AS assets
