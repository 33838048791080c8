// load.mark — what tells that this graph was made by the bench and may be wiped.
//
// access:  write
// params:  made
// returns: –
// rows:    none
// used by: python -m bench

CREATE (:BenchMark {made: $made})
