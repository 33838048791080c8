// dependency._active_filter — the filter `active`, which leaves kinds alone that are neither active nor not.

$activity = 'any' OR coalesce({{dependency._activity}}, $activity = 'active') = ($activity = 'active')
