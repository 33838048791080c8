// load.loaded — how much was loaded.
//
// access:  read
// params:  –
// returns: projects, segments, receipts, changed_inputs
// rows:    one
// used by: python -m bench provenance
// scans:   Project, Segment, Receipt, Changed — counts from the count store

RETURN COUNT { (:Project) } AS projects, COUNT { (:Segment) } AS segments, COUNT { (:Receipt) } AS receipts,
       COUNT { (:Changed) } AS changed_inputs
