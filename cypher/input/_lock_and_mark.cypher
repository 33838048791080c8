// input._lock_and_mark — rows of `input`, locked in the order of their keys, then looked at and marked; as `inputs`.

WITH DISTINCT input ORDER BY input.key
// locked before anything is looked at: who moves another line that decides of the same input comes
// before, and is seen, or after, and sees this move
SET input._lock = true
REMOVE input._lock
WITH collect(input) AS inputs
{{input._mark}}
