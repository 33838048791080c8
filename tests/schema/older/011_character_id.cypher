// schema.011_character_id — the caller's id names one character.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT character_id IF NOT EXISTS
FOR (character:Character)
REQUIRE character.id IS UNIQUE
