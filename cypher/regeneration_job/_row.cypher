// regeneration_job._row — the one shape of a regeneration job, with what it makes in the stead of what.

job {
  .project_id, .status, .inputs, .inputs_hash, .worker, .fence, .free_at, .reason, .created_at, .updated_at,
  job_id: job.id,
  segments: COLLECT {
    MATCH (job)-[makes:MAKES]->(new:Segment)
    OPTIONAL MATCH (new)-[:IN_SCENE]->(scene:Scene)
    OPTIONAL MATCH (new)-[:LATEST]->(receipt:Receipt)
    RETURN {
      segment_id: makes.segment_id, new_segment_id: new.id, scene_id: scene.id, changed: makes.changed,
      receipt_id: receipt.id
    } AS made
    ORDER BY makes.segment_id, new.id
  }
}
