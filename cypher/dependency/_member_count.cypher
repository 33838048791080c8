// dependency._member_count — how many scenes of a scene type are as active as is asked for; degrees.

CASE $activity WHEN 'any' THEN COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() }
               WHEN 'active' THEN COUNT { (scene_type)<-[:ACTIVE_IN]-() }
               ELSE COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() } - COUNT { (scene_type)<-[:ACTIVE_IN]-() } END
