"""base@1 <- types portrait, street, template draft, jobs done, open, scene attic (of type empty)."""

from tests.graphs.studio import DrawnJob, DrawnScene, Studio

SHARED_MODEL = Studio(
    assets=("base@1", "style@1"),
    projects=("north", "south"),
    characters={"ada": "north"},
    scene_types={
        "portrait": (("base@1", "primary_model"), ("style@1", "lora")),
        "street": (("base@1", "primary_model"),),
        "empty": (),
    },
    scenes={
        "hall": DrawnScene("portrait", character="ada"),
        "cellar": DrawnScene("portrait", active=False, project="south"),
        "alley": DrawnScene("street", project="north"),
        "attic": DrawnScene("empty", uses=(("base@1", "lora"),)),
        "yard": DrawnScene("empty"),
    },
    segments={"hall-0": "hall", "hall-1": "hall", "cellar-0": "cellar", "attic-0": "attic", "yard-0": "yard"},
    templates={"draft": (("base@1", "primary_model"),)},
    jobs={
        "done": DrawnJob((("base@1", "primary_model"),), status="done"),
        "open": DrawnJob((("base@1", "primary_model"),)),
    },
)
