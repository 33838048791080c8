// asset._search_where_version — exactly this version.

asset.version = $version
