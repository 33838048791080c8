"""base@1 <- type portrait <- scene hall; base@2 (current) <- type street <- scene alley; job night."""

from tests.graphs.studio import DrawnJob, DrawnScene, Studio

TWO_VERSIONS = Studio(
    assets=("base@1", "base@2"),
    scene_types={
        "portrait": (("base@1", "primary_model"),),
        "street": (("base@2", "primary_model"),),
    },
    scenes={"hall": DrawnScene("portrait"), "alley": DrawnScene("street")},
    segments={"hall-0": "hall", "alley-0": "alley"},
    jobs={"night": DrawnJob((("base@2", "primary_model"),), status="running")},
)
