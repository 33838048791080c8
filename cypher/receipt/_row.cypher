// receipt._row — the one shape of a receipt, as a map named after contract section 6.

receipt {
  .id, .segment_id, .number, .source_image_hash, .variant_image_hash, .workflow_version, .workflow_hash,
  .model_asset_id, .model_version, .model_hash, .lora_configs, .other_inputs, .prompt_text, .negative_prompt,
  .cfg_scale, .seed, .resolution_width, .resolution_height, .steps, .sampler, .additional_params, .inputs_hash,
  .generation_started_at, .generation_completed_at, .generation_duration_ms, .succeeded,
  .inputs_changed_during_run, .created_at, .request_key, .program, .inputs_as_written, .previous_hash, .hash, .completion_previous_hash, .completion_hash
}
