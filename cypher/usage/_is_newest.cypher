// usage._is_newest — whether no other of the sources was used by this segment's newer receipts; of two in the same, the first by key.

NOT EXISTS {
  MATCH (segment)-[other:USES_NOW|USED_BEFORE]->(beside)
  WHERE other.source_id IN source_ids
    AND (other.number > used.number OR other.number = used.number AND beside.key < usage.key)
}
