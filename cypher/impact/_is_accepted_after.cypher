// impact._is_accepted_after — whether the change `one` would be accepted for `segment`, or in all its project.

segment IN one.accepted.segments_after OR project_id IN one.accepted.projects_after
