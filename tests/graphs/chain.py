"""base@1 <- type portrait <- scenes hall (active), cellar (not) <- segments hall-0, hall-1; cellar-0."""

from tests.graphs.studio import DrawnScene, Studio

CHAIN = Studio(
    assets=("base@1",),
    scene_types={"portrait": (("base@1", "primary_model"),)},
    scenes={"hall": DrawnScene("portrait"), "cellar": DrawnScene("portrait", active=False)},
    segments={"hall-0": "hall", "hall-1": "hall", "cellar-0": "cellar"},
)
