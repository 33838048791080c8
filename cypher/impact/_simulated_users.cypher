// impact._simulated_users — what uses any version of the touched lines, each once with one such version, in the order of kind and id, as `users`.

CALL (touched) {
  UNWIND touched AS one
  WITH one.line AS line
  MATCH (line)<-[:VERSION_OF]-(asset:Asset)<-[:USES]-(user)
  WITH user, asset ORDER BY asset.name, asset.version_number DESC
  WITH user, collect(asset)[0] AS asset
  WITH user, asset, user.kind AS kind, user.id AS id ORDER BY kind, id
  RETURN collect({kind: kind, node: user, step: asset {kind: 'asset', .id, .name}}) AS users
}
WITH *,
     [user IN users WHERE user.kind = 'scene_type'] AS scene_types,
     [user IN users WHERE user.kind = 'scene'] AS scenes,
     [user IN users WHERE user.kind = 'template' | user.node] AS templates,
     [user IN users WHERE user.kind = 'job' | user.node] AS jobs
