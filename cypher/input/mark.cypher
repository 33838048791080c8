// input.mark — after a change of what is current or of a content: the labels of all inputs that it can touch, anew.
//
// access:  write
// params:  name, hashes
// returns: input_count
// rows:    one
// used by: every write that moves current in a line of assets, or the content of a version

// `hashes` are the contents that came and went. What is known of their tensors may be new, and that
// decides wherever these bytes were recorded or are current
CALL () {
  MATCH (line:Line {name: $name})
  RETURN line
  UNION
  UNWIND $hashes AS hash
  MATCH (:Content {hash: hash})<-[:HAS_CONTENT|HAD_CONTENT]-(:Asset)-[:VERSION_OF]->(line:Line)
  RETURN line
}
WITH collect(line) AS lines
CALL (lines) {
  {{input._of_lines}}
  UNION
  UNWIND $hashes AS hash
  MATCH (:Content {hash: hash})<-[:RECORDS]-(input:Input)
  RETURN input
}
{{input._lock_and_mark}}
RETURN size(inputs) AS input_count
