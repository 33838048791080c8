// impact._is_accepted_now — whether this change is accepted for `segment`, its `scene` or its project as things stand.

segment IN one.accepted.places_now OR scene IN one.accepted.places_now OR project_id IN one.accepted.projects_now
