// impact._stale_segment_count — segments whose latest receipt was made from this version.

COUNT {
  MATCH (asset)<-[:GENERATED_FROM]-(:Receipt)<-[:LATEST]-(segment:Segment)
  RETURN DISTINCT segment
}
