// impact._is_accepted_after — whether it would be accepted for them after the simulated change.

segment IN one.accepted.places_after OR scene IN one.accepted.places_after OR project_id IN one.accepted.projects_after
