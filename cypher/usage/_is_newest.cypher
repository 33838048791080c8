// usage._is_newest — whether no other of the sources was used by this segment's newer receipts; of two in the same, the first by place.

NOT EXISTS {
  MATCH (segment)-[other:MADE_FROM]->()
  WHERE other.source_id IN source_ids
    AND (other.number > used.number OR other.number = used.number AND other.place < used.place)
}
