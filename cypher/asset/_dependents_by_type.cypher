// asset._dependents_by_type — how many of each kind depend on an asset.

// in a WITH of its own: beside other columns, 5.26 takes the count for one over the outer rows
WITH asset, [counted IN {{dependency._counts}} | [counted[0], counted[1]]] AS dependents_by_type
