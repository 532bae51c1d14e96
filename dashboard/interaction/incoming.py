"""What the page may send with its callbacks: by input, the shape of its value.

An address may name what the atlas does not have: ``state.parse`` leaves that aside, and no view ever sees it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from dashboard.interaction import ids

Language = Literal["en", "az", "ar"]
"""``vocabulary.LANGUAGES``, which a type cannot name."""
LONGEST = 4_000
"""Characters of an address."""
# No control characters; the address of a page begins with a slash.
Address = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^/[^\x00-\x1f\x7f]*$")]


class DockRequest(BaseModel):
    """Which view below the map is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: Address
    language: Language


INCOMING: Mapping[str, type[BaseModel]] = MappingProxyType({f"{ids.DOCK_REQUEST}.data": DockRequest})
"""By input, as ``id.property``."""
