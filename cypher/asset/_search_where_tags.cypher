// asset._search_where_tags — every one of these tags.

all(tag IN $tags WHERE tag IN asset.tags)
