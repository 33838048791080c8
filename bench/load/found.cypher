// load.found — how much is in the database, and whether the bench made it.
//
// access:  read
// params:  –
// returns: nodes, made
// rows:    one
// used by: python -m bench
// scans:   Asset, Entity — counts from the count store, of a database that should be empty

RETURN COUNT { (:Asset) } + COUNT { (:Entity) } AS nodes,
       head(COLLECT { MATCH (mark:BenchMark) RETURN mark.made AS made_before LIMIT 1 }) AS made
