// schema.036_note_on_one_asset — notes on a single asset, without reading the thousands it may have in pairs.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX note_on_one_asset IF NOT EXISTS
FOR (note:Note)
ON (note.only_asset_id, note.severity_rank)
