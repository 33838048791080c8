// load.floor — the cheapest question there is.
//
// access:  read
// params:  –
// returns: one
// rows:    one
// used by: the route /bench/return-one

RETURN 1 AS one
