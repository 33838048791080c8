// receipt._inputs — what a receipt says of its inputs: of those without id and hash there is no edge.

receipt {
  .id, .source_image_hash, .variant_image_hash, .workflow_version, .workflow_hash,
  .model_asset_id, .model_version, .model_hash, .lora_configs, .other_inputs
}
