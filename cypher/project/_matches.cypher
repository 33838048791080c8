// project._matches — the projects that a list's filters leave.

MATCH (project:Project)
WHERE toLower(project.name) CONTAINS toLower($name)
