// staleness._segments — the segments that the `changed` inputs make stale, as `stale`; all, or those of one asset or image.

CALL (changed) {
  UNWIND changed AS one
  WITH one.input AS input, one.usages AS usages
  {{input._shown}}
  WITH input, shown, usages
  WHERE ($asset_id = '' OR shown.asset_id = $asset_id) AND ($asset_type = '' OR shown.asset_type = $asset_type)
  {{acceptance._places}}
  UNWIND usages AS usage
  {{acceptance._stale}}
  RETURN collect(DISTINCT segment) AS stale
}
