// input._asset_shown — the one shape of a recorded `asset` beside the `current` version of its line.

{
  asset_id: asset.id, asset_name: asset.name, asset_type: asset.asset_type, receipt_version: asset.version,
  current_version: current.version, current_asset_id: current.id
}
