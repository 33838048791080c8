// template.get — one template with the assets that it uses.
//
// access:  read
// params:  id
// returns: template, assets
// rows:    maybe-one
// used by: GET, PUT /api/templates/{id}

MATCH (template:Template {id: $id})
WITH template, template AS entity
RETURN {{template._row}} AS template, {{entity._assets}} AS assets
