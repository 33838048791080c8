// input._meant — what a changed `input` with its `key` means, as text: the id of its asset, which stands in the key or has its bytes by now; else its key.

CASE WHEN key STARTS WITH 'asset:' THEN {{input._asset_id}}
  ELSE coalesce(head(COLLECT {
    MATCH (input)-[:RECORDS]->(content:Content)
    WITH {{receipt._asset_of_content}} AS asset
    WHERE asset IS NOT NULL
    RETURN asset.id
  }), key)
END
