// acceptance._covers — whether the change is accepted for `segment`, its `scene` or the project `project_id`.

segment IN places OR scene IN places OR project_id IN project_ids
