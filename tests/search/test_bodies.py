"""Every body and programme in the texts has a record, which its names find and its statements name."""

import pytest

from dashboard.atlas import Atlas
from dashboard.search.find import Search

BODIES = {
    "traceca": ("TRACECA", "ТРАСЕКА", "تراسيكا", "Avropa-Qafqaz-Asiya Nəqliyyat Dəhlizi"),
    "carec": ("CAREC", "ЦАРЭС", "كاريك", "Mərkəzi Asiya Regional İqtisadi Əməkdaşlıq"),
    "speca": ("SPECA", "СПЕКА", "سبيكا", "Mərkəzi Asiya İqtisadiyyatları üçün Xüsusi Proqram"),
    "bsec": ("BSEC", "ОЧЭС", "منظمة التعاون الاقتصادي للبحر الأسود", "Qara Dəniz İqtisadi Əməkdaşlıq Təşkilatı"),
    "un-general-assembly": ("UN General Assembly", "UNGA", "الجمعية العامة للأمم المتحدة", "BMT Baş Assambleyası"),
    "un-desa": ("UN DESA", "ДЭСВ", "إدارة الأمم المتحدة للشؤون الاقتصادية والاجتماعية"),
    "itu": ("ITU", "International Telecommunication Union", "МСЭ", "الاتحاد الدولي للاتصالات"),
    "un-escap": ("ESCAP", "ЭСКАТО", "إسكاب"),
    "unece": ("UNECE", "ЕЭК", "لجنة الأمم المتحدة الاقتصادية لأوروبا"),
    "undp": ("UNDP", "ПРООН", "برنامج الأمم المتحدة الإنمائي"),
    "un-ohrlls": ("UN OHRLLS", "مكتب الممثل السامي", "Ali Nümayəndəliyin BMT Ofisi"),
    "world-bank": ("World Bank", "Dünya Bankı", "البنك الدولي", "Всемирный банк"),
    "asian-development-bank": ("ADB", "Asiya İnkişaf Bankı", "بنك التنمية الآسيوي", "Азиатский банк развития"),
    "unrcca": ("UNRCCA", "مركز الأمم المتحدة الإقليمي للدبلوماسية", "РЦПДЦА"),
    "high-level-political-forum": ("High-Level Political Forum", "Yüksək Səviyyəli Siyasi Forum", "HLPF"),
    "un-alliance-of-civilizations": ("UNAOC", "Sivilizasiyalar Alyansı", "تحالف الحضارات"),
    "cica-youth-council": ("CICA Youth Council", "AQEM Gənclər Şurası", "مجلس شباب سيكا"),
    "cica-ministerial-council": ("CICA Ministerial Council", "AQEM Nazirlər Şurası", "المجلس الوزاري لسيكا"),
    "central-asia-water-policy": ("unified water policy", "vahid su siyasəti", "سياسة موحدة للمياه"),
    "central-asia-television": ("regional television channel", "قناة تلفزيونية إقليمية"),
}


@pytest.mark.parametrize(("body", "typed"), [(body, name) for body, names in BODIES.items() for name in names])
def test_a_body_is_found_by_each_of_its_names(search: Search, body: str, typed: str) -> None:
    ids = [hit.id for group in search.find(typed, "en") if group.kind == "project" for hit in group.hits]
    assert body in ids


@pytest.mark.parametrize("body", BODIES)
def test_every_name_in_every_language_leads_to_it(atlas: Atlas, search: Search, body: str) -> None:
    project = atlas.catalogue.projects[body]
    for name in (*project.names.model_dump(exclude_none=True).values(), *project.aliases):
        ids = [hit.id for group in search.find(name, "en") if group.kind == "project" for hit in group.hits]
        assert body in ids, name


@pytest.mark.parametrize("body", BODIES)
def test_the_statements_about_it_name_it(atlas: Atlas, body: str) -> None:
    """One of its names or aliases stands in each quotation, letter for letter."""
    catalogue = atlas.catalogue
    facts = [catalogue.facts[fact] for fact in atlas.relations.facts_about[body]]
    project = catalogue.projects[body]
    names = {*project.names.model_dump(exclude_none=True).values(), *project.aliases}
    assert facts
    for fact in facts:
        assert any(name in fact.quote for name in names), fact.id


def test_traceca_has_no_line_but_those_of_its_published_network(atlas: Atlas) -> None:
    project = atlas.catalogue.projects["traceca"]
    assert project.kind == "corridor"
    assert set(project.routes) == {"alat-tbilisi", "baku-alat", "tbilisi-poti", "samtredia-batumi", "aktau-alat-ferry"}
