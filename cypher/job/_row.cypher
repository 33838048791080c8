// job._row — the one shape of a job.

job {
  .id, .name, .status, .created_at, .updated_at,
  active: {{job._active}},
  asset_count: COUNT { (job)-[:USES]->() }
}
