// load.await_indexes — until every index is filled; a bulk load leaves them to the first start.
//
// access:  read
// params:  –
// returns: –
// rows:    none
// used by: python -m bench provenance

CALL db.awaitIndexes(900)
