// segment.get — one segment.
//
// access:  read
// params:  id
// returns: segment
// rows:    maybe-one
// used by: GET, PUT /api/segments/{id}

MATCH (segment:Segment {id: $id})
RETURN {{segment._row}} AS segment
