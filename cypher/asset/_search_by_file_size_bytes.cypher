// asset._search_by_file_size_bytes — smallest first; placeholders, whose size nobody knows, last.

asset.file_size_bytes IS NULL, asset.file_size_bytes, asset.id
