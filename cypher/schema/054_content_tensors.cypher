// schema.054_content_tensors — the bytes whose tensors have a hash, as programs that shorten it write it.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX content_tensors IF NOT EXISTS
FOR (content:Content)
ON (content.tensor_sha256)
