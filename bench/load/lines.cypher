// load.lines — lines.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
CREATE (line:Line)
SET line = row
