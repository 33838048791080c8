// project._row — the one shape of a project.

project { .id, .name, .created_at, .updated_at }
