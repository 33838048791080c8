// load.begin — what tells that this graph is the bench's and may be wiped.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// used by: python -m bench

CREATE (:BenchMark {made: 'unfinished'})
