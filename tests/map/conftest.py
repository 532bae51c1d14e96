"""A small catalogue in code: three routes round the Caspian."""

from pathlib import Path
from types import MappingProxyType

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import Names
from dashboard.catalogue.models import Place, Project, Route, Segment
from dashboard.catalogue.vocabulary import DrawMethod, Mode, PlaceKind, Precision, Status


def place(place_id: str, lon: float, lat: float, kind: PlaceKind = PlaceKind.CITY, **changed: object) -> Place:
    """A place with good defaults."""
    names = Names(en=place_id.title(), az=place_id.title(), ar="مكان")
    fields = {"names": names, "country": "AZ", "precision_m": 1000, "source": "made up", **changed}
    return Place(id=place_id, lon=lon, lat=lat, kind=kind, **fields)


def segment(start: Place, end: Place, **changed: object) -> Segment:
    """A straight segment between two places, with good defaults."""
    fields: dict[str, object] = {
        "id": f"{start.id}-{end.id}",
        "route": "a-route",
        "mode": Mode.RAIL,
        "status": Status.OPERATING,
        "precision": Precision.TRACED,
        "method": DrawMethod.FOLLOWS_TRACK,
        "source": "made up",
        "licence": "CC0-1.0",
        "coordinates": ((start.lon, start.lat), (end.lon, end.lat)),
        **changed,
    }
    return Segment(**{"from": start.id, "to": end.id, **fields})


@pytest.fixture(scope="session")
def tiny() -> Catalogue:
    """Alat by sea to Aktau (operating), a planned cable, a retired one, a sketched fibre through the land."""
    alat = place("alat-port", 49.42, 39.98, PlaceKind.PORT, names=Names(en="Alat (port)", az="Ələt", ar="ميناء (آلات)"))
    aktau = place("aktau-port", 51.21, 43.60, PlaceKind.PORT, country="KZ")
    baku = place("baku", 49.87, 40.41)
    halt = place("yevlakh-station", 47.15, 40.62, PlaceKind.RAIL_STATION)
    tbilisi = place("tbilisi", 44.80, 41.70, country="GE")
    gabala = place("gabala", 47.85, 40.98)
    legs = {
        "ferry": [segment(alat, aktau, mode=Mode.SEA, precision=Precision.APPROXIMATE)],
        "railway": [segment(alat, halt), segment(halt, tbilisi)],
        "cable": [segment(baku, aktau, mode=Mode.SUBSEA_CABLE, status=Status.PLANNED, id="cable-new")],
        "old-cable": [segment(baku, aktau, mode=Mode.SUBSEA_CABLE, status=Status.RETIRED, id="cable-old")],
        "fibre": [segment(tbilisi, baku, mode=Mode.FIBRE, precision=Precision.SCHEMATIC)],
    }
    names = Names(en="A route", az="Yol", ar="طريق")
    routes = {
        route: Route(
            id=route, names=names, segments=tuple(segment.model_copy(update={"route": route}) for segment in line)
        )
        for route, line in legs.items()
    }
    return Catalogue(
        root=Path(),
        speakers=MappingProxyType({}),
        documents=MappingProxyType({}),
        facts=MappingProxyType({}),
        projects=MappingProxyType({"port": project("port", (alat.id,))}),
        routes=MappingProxyType(routes),
        places=MappingProxyType({place.id: place for place in (aktau, alat, baku, gabala, halt, tbilisi)}),
        segments=MappingProxyType({segment.id: segment for route in routes.values() for segment in route.segments}),
        fact_document=MappingProxyType({}),
        spans=MappingProxyType({}),
    )


def project(project_id: str, places: tuple[str, ...]) -> Project:
    """A project that names places."""
    words = {"en": "A port", "az": "Liman", "ar": "ميناء"}
    status = {"value": "operating", "basis": "reference", "as_of": "2024", "source": "made up"}
    return Project.model_validate(
        {"id": project_id, "kind": "port", "names": words, "summary": words, "status": status, "places": places}
    )
