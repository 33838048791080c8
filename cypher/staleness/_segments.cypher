// staleness._segments — of rows `input`, `usage`: the segments that these changes make stale, by their ids, as `stale`; all, or those of one asset or image.

WITH input, usage
WHERE $asset_id + $asset_type = '' OR EXISTS {
  {{input._shown}}
  WITH shown
  WHERE ($asset_id = '' OR shown.asset_id = $asset_id) AND ($asset_type = '' OR shown.asset_type = $asset_type)
  RETURN shown
}
{{acceptance._places}}
{{acceptance._stale}}
// counted, so that the rows that are sorted hold nothing but this: a project may have a hundred thousand
WITH segment, count(*) AS input_count ORDER BY segment.id
RETURN collect(segment) AS stale
