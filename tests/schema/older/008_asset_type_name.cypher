// schema.008_asset_type_name — types are data and named once.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_type_name IF NOT EXISTS
FOR (type:AssetType)
REQUIRE type.name IS UNIQUE
