// graph._key — the id of a node of a drawn graph, unique over all kinds: kind:id.

CASE WHEN node:Asset THEN 'asset:' + node.id WHEN node:Receipt THEN 'receipt:' + node.id ELSE node.key END
