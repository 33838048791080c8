// schema.035_asset_types — the types that every registry starts with.
//
// access:  write
// params:  now
// returns: –
// rows:    none
// used by: service start, depgraph db start

UNWIND [
  {name: 'model', description: 'Checkpoints and diffusion models'},
  {name: 'lora', description: 'Low-rank adaptations of a model'},
  {name: 'custom_node', description: 'ComfyUI extensions: a folder of code'}
] AS given
MERGE (type:AssetType {name: given.name})
ON CREATE SET type.id = given.name, type.description = given.description,
              type.created_at = $now, type.updated_at = $now
