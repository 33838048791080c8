// asset._search_by_file_size_bytes_descending — largest first; placeholders, whose size nobody knows, last.

asset.file_size_bytes IS NULL, asset.file_size_bytes DESC, asset.id DESC
