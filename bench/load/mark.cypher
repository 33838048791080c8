// load.mark — which studio the graph holds now, whole.
//
// access:  write
// params:  made
// returns: –
// rows:    none
// used by: python -m bench

MATCH (mark:BenchMark)
SET mark.made = $made
