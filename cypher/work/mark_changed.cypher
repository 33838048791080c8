// work.mark_changed — after a move of current: the label Changed, anew for each input that the move can touch.
//
// access:  write
// params:  key, kind, hashes
// returns: input_count
// rows:    one
// used by: POST /api/{source-images,derived-images,workflows}, POST …/{id}/make-current

// `hashes` are the contents that were and that are current: for a version of any other content, neither
// whether it is current nor whether it is the current content has changed
MATCH (own:Version {kind: $kind})
WHERE own.content_hash IN $hashes AND own.work_key = $key
MATCH (own)<-[:DERIVED_FROM*0..20]-(derived:Version)
WITH DISTINCT derived
MATCH (derived)<-[:RECORDS]-(input:Input)
WITH DISTINCT input ORDER BY input.key
// locked before anything is looked at: who moves another work that decides of the same input comes
// before, and is seen, or after, and sees this move
SET input._lock = true
REMOVE input._lock
WITH collect(input) AS inputs
CALL (inputs) {
  UNWIND inputs AS input
  WITH input, {{work._as_recorded}} AS as_recorded
  FOREACH (_ IN CASE WHEN as_recorded THEN [1] ELSE [] END | REMOVE input:Changed)
  FOREACH (_ IN CASE WHEN as_recorded THEN [] ELSE [1] END | SET input:Changed)
}
RETURN size(inputs) AS input_count
