// regeneration.images_first — of versions of images that would be used now, those that have to be made anew before; the first image to make, and the way to it.
//
// access:  read
// params:  version_ids
// returns: version_id, image
// rows:    many
// used by: POST /api/projects/{project_id}/regenerate-stale

UNWIND $version_ids AS version_id
MATCH (version:Version {id: version_id})
CALL (version) {
  MATCH (version)-[:DERIVED_FROM*0..20]->(image:Version)
  WITH DISTINCT image
  // what is current of the image has the content that the way leads through: it is this one that has to be made
  MATCH (kept:Version {current_of: image.work_key})
  WHERE kept.content_hash = image.content_hash
  MATCH (image)-[:DERIVED_FROM]->(source:Version)
  MATCH (now:Version {current_of: source.work_key})
  WHERE now.content_hash <> source.content_hash
  RETURN image, source
  // nothing that it was derived from is deeper, so that comes first
  ORDER BY image.depth, image.id, source.id LIMIT 1
}
MATCH (image)-[:VERSION_OF]->(work:Work)
MATCH way = shortestPath((version)-[:DERIVED_FROM*0..20]->(image))
RETURN version_id,
       {kind: work.kind, id: work.id, name: work.name,
        path: [step IN nodes(way) | step.id] + [source.id]} AS image
