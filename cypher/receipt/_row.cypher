// receipt._row — the one shape of a receipt, as a map of what is stored.

receipt {
  .id, .segment_id, .source_image_hash, .variant_image_hash, .workflow_version, .workflow_hash,
  .model_asset_id, .model_version, .model_hash, .lora_configs, .other_inputs, .prompt_text, .negative_prompt,
  .cfg_scale, .seed, .resolution_width, .resolution_height, .steps, .sampler, .additional_params,
  .generation_started_at, .generation_completed_at, .generation_duration_ms, .succeeded, .inputs_hash,
  .inputs_changed_during_run, .number, .previous_hash, .receipt_hash, .completion_hash, .created_at
}
