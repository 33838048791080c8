// dependency._activity — whether an entity is active; null for the kinds that are neither active nor not.

CASE entity.kind WHEN 'scene' THEN entity.active
                 WHEN 'job' THEN entity.status IN ['queued', 'submitted', 'running', 'active'] END
