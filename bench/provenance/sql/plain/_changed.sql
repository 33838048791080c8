CASE WHEN used.hash IS NULL OR current.checksum_sha256 IS NULL THEN asset.id <> current.id
     ELSE used.hash <> current.checksum_sha256 END
