// asset._search_by_file_size_bytes_descending — largest first; placeholders, whose size nobody knows, last.

coalesce(asset.file_size_bytes, -1) DESC, asset.id DESC
