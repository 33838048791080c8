// receipt.get — one receipt.
//
// access:  read
// params:  receipt_id
// returns: receipt
// rows:    maybe-one
// used by: GET /api/receipts/{receipt_id}

MATCH (receipt:Receipt {id: $receipt_id})
RETURN {{receipt._row}} AS receipt
