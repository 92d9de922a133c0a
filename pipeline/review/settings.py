"""What the desk is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.options import Options
from pipeline.review.declared import Declarations
from pipeline.review.engines import EngineChoice


@dataclass(frozen=True)
class Settings:
    """``db`` is a database URL or a file; ``uploads`` the folder that uploaded files are kept in;
    ``engine`` reads these, and regions that people draw; ``mask_names`` hides names of people from viewers;
    ``secure`` marks cookies for HTTPS, which browsers take for the own machine too."""

    db: str
    uploads: Path
    engine: EngineChoice = field(default_factory=EngineChoice)
    mask_names: bool = False
    secure: bool = True
    options: Options = field(default_factory=Options)

    @cached_property
    def declared(self) -> Declarations:
        """The types of certificates, the user's own among them."""
        return Declarations(self.options.types)
