// import.receipts_there — which receipts were imported before.
//
// access:  read
// params:  request_keys
// returns: request_key
// rows:    many
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $request_keys AS request_key
MATCH (receipt:Receipt {request_key: request_key})
RETURN request_key
