"""The demo studio as data: two people, one base model, three LoRAs, and a pair that breaks.

```
dreamscape v1, v2 ──── Rainy street ──── Alley at night, Bus stop
   mist v1, v2    ────┤
                      └ Forest dawn ──── Clearing
   neon_rain v1   ──── Rainy street, Shop window ──── Window display
```
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAsset:
    name: str
    version: str
    asset_type: str
    rating: int
    tags: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name}_{self.version}.safetensors"


@dataclass(frozen=True)
class DemoSceneType:
    id: str
    name: str
    uses: tuple[tuple[str, str, float | None], ...]
    scenes: tuple[str, ...]


DREAMSCAPE = DemoAsset("dreamscape", "v1", "model", 4, ("painterly",))
MIST = DemoAsset("mist", "v1", "lora", 5, ("weather",))
MIST_2 = DemoAsset("mist", "v2", "lora", 3, ("weather",))
NEON = DemoAsset("neon_rain", "v1", "lora", 4, ("weather", "night"))
ASSETS = (DREAMSCAPE, MIST, NEON, MIST_2)
"""In the order in which they are registered: of each line the last becomes current."""

SCENE_TYPES = (
    DemoSceneType(
        "demo-rainy-street",
        "Rainy street",
        ((DREAMSCAPE.name, "primary_model", None), (MIST.name, "lora", 0.8), (NEON.name, "lora", 0.5)),
        ("Alley at night", "Bus stop"),
    ),
    DemoSceneType(
        "demo-forest-dawn",
        "Forest dawn",
        ((DREAMSCAPE.name, "primary_model", None), (MIST.name, "lora", 1.0)),
        ("Clearing",),
    ),
    DemoSceneType(
        "demo-shop-window",
        "Shop window",
        ((DREAMSCAPE.name, "primary_model", None), (NEON.name, "lora", 0.9)),
        ("Window display",),
    ),
)
SEGMENTS_OF_A_SCENE = 4
PAIR_NOTE = ("mist", "neon_rain", "Faces melt after the fifth segment when both weigh more than 0.4.")
