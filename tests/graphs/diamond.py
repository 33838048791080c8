"""base@1 <- type portrait <- scene hall -> base@1: a scene reached by its type and by itself."""

from tests.graphs.studio import DrawnScene, Studio

DIAMOND = Studio(
    assets=("base@1",),
    scene_types={"portrait": (("base@1", "primary_model"), ("base@1", "auxiliary_model"))},
    scenes={"hall": DrawnScene("portrait", uses=(("base@1", "lora"),))},
    segments={"hall-0": "hall"},
)
