// note._row — the one shape of a note; its assets are those it is about.

note {
  .id, .asset_id, .related_asset_id, .note_text, .severity, .author_id, .created_at, .updated_at
}
