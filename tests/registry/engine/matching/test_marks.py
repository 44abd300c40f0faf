import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutela.registry.engine.matching.folding import fold, telling
from tutela.registry.engine.matching.marks import Marks, read_marks


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Fondo rural [P090113]", Marks(identifiers=("P090113",), rest="Fondo rural")),
        ("Road works (103)", Marks(components=("103",), rest="Road works")),
        (
            "Ayuda [200240 Actividad 2]",
            Marks(identifiers=("200240",), components=("2",), rest="Ayuda"),
        ),
        ("Reform of the police (Phase 2)", Marks(phases=("2",), rest="Reform of the police")),
        ("Desarrollo pesquero fase IV", Marks(phases=("4",), rest="Desarrollo pesquero")),
        ("Desarrollo pesquero IV", Marks(phases=("4",), rest="Desarrollo pesquero")),
        ("Second edition of the course", Marks(phases=("2",), rest="of the course")),
        ("第二期培训", Marks(phases=("2",), rest="培训")),
        ("Обучение, этап 3", Marks(phases=("3",), rest="Обучение")),
        ("التدريب المرحلة الثانية", Marks(phases=("2",), rest="التدريب")),
        ("Course 2025", Marks(years=("2025",), rest="Course")),
        ("Alimentos (2005-2007)", Marks(years=("2005", "2006", "2007"), rest="Alimentos")),
        ("Alimentos 2009/10", Marks(years=("2009", "2010"), rest="Alimentos")),
        ("26 viviendas", Marks(others=("26",), rest="26 viviendas")),
        ("Kisangani-Kindu (K2) Roads", Marks(rest="Kisangani-Kindu (K2) Roads")),
        ("PROCOF and P0015 for forests", Marks(rest="PROCOF and P0015 for forests")),
        ("Water for 300000 people", Marks(rest="Water for 300000 people")),
        ("[P090113]", Marks(identifiers=("P090113",), rest="[P090113]")),
    ],
)
def test_numbers_of_a_title_are_told_apart(title: str, marks: Marks) -> None:
    assert read_marks(title) == marks


@given(st.text(max_size=200))
def test_any_title_is_read_and_keeps_something_to_compare(title: str) -> None:
    marks = read_marks(title)
    assert bool(marks.rest) == bool(title.strip())
    assert marks == read_marks(title)


@example("\U0001d400")  # a capital only once it is taken apart
@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert set(telling(once)) <= set(once.split())


def test_writing_does_not_matter() -> None:
    assert fold("FORMACIÓN  de Jueces") == fold("formacion de jueces")
    assert fold("培训警察") == "培 训 警 察"
