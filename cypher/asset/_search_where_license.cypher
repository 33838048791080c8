// asset._search_where_license — exactly this licence.

asset.license = $license
