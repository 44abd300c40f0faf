"""Invented activities to compare."""

from datetime import date
from decimal import Decimal
from typing import Any

from tutela.registry.engine.matching.signature import Signature, signature
from tutela.registry.engine.record import Activity, Origin, Party, PartyRole, Site

TITLES = {
    "en": "Training of investigators in child sexual exploitation on the Internet",
    "fr": "Formation des enquêteurs sur l'exploitation sexuelle des enfants sur Internet",
    "es": "Formación de investigadores sobre la explotación sexual de niños en Internet",
    "ru": "Обучение следователей по делам о сексуальной эксплуатации детей в Интернете",
    "ar": "تدريب المحققين على قضايا الاستغلال الجنسي للأطفال عبر الإنترنت",
    "zh": "网络儿童性剥削案件调查人员培训",
}
OTHERS = (
    "Equipment for the digital forensic laboratory in Port Amel",
    "Entretien avec les enfants victimes : cours pour les juges",
    "Campaña de prevención en las escuelas para madres y padres",
    "Взаимная правовая помощь: практикум для прокуроров",
    "صياغة قانون حماية البيانات",
    "建立举报热线",
)


def activity(identifier: str = "a-1", title: str = TITLES["en"], **changes: Any) -> Activity:
    source = changes.pop("source", "first")
    plain: dict[str, Any] = {
        "identifier": identifier,
        "titles": {"und": title},
        "starts": date(2026, 3, 9),
        "ends": date(2026, 3, 20),
        "budget": Decimal(48_250),
        "currency": "USD",
        "sites": (Site(state="XMA", town="Port Amel"),),
        "topics": ("ict-investigation",),
        "audiences": ("police",),
        "parties": (Party(name="Marevian Police College", role=PartyRole.PROVIDER),),
        "origins": {"": Origin(source=source, read=date(2026, 11, 24))},
    }
    return Activity(**(plain | changes))


def signed(identifier: str = "a-1", title: str = TITLES["en"], **changes: Any) -> Signature:
    return signature(activity(identifier, title, **changes))
