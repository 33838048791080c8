// asset._search_by_file_size_bytes — smallest first; placeholders, whose size nobody knows, last.

coalesce(asset.file_size_bytes, 9223372036854775807), asset.id
