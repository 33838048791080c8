// receipt.astray — receipts and chains that bear no segment, or no number, by which they could be found.
//
// access:  read
// params:  –
// returns: what, subject_id
// rows:    many
// scans:   Receipt and ReceiptChain, every one: what lacks the property of an index is not in it
// used by: depgraph verify --receipts

CALL () {
  MATCH (receipt:Receipt)
  WHERE receipt.number IS NULL OR NOT receipt.segment_id IS :: STRING NOT NULL OR receipt.segment_id = ''
  RETURN 'receipt' AS astray, coalesce(toStringOrNull(receipt.id), elementId(receipt)) AS ident
  UNION ALL
  MATCH (chain:ReceiptChain)
  WHERE NOT chain.segment_id IS :: STRING NOT NULL OR chain.segment_id = ''
  RETURN 'chain' AS astray, elementId(chain) AS ident
}
RETURN astray AS what, ident AS subject_id
LIMIT 1000
