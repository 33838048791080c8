// graph._kind — the kind of a node of a drawn graph.

CASE WHEN node:Asset THEN 'asset' WHEN node:Receipt THEN 'receipt' ELSE node.kind END
