// template._matches — the templates that a list's filters leave.

MATCH (template:Template)
WHERE toLower(template.name) CONTAINS toLower($name)
