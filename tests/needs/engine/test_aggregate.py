from tests.needs.engine.invented import SMALL, TODAY, answer, answers
from tutela.needs.engine.aggregate import RegionCount, shared_needs
from tutela.needs.engine.comparison import Quartiles
from tutela.needs.engine.disclosure import Audience, Disclosure, disclosed_result
from tutela.needs.engine.scoring import score

AFRICA = ["BDI", "COM", "DJI", "ERI", "ETH", "KEN", "MDG", "MWI"]


def result(country, a, b=None):
    given = [answer("A01", a)] + ([answer("B01", b)] if b is not None else [])
    return score(instrument=SMALL, answers=answers(*given, country=country), as_of=TODAY)


def test_needs_that_several_states_share():
    view = shared_needs([*[result(code, 0, 4) for code in AFRICA[:5]],
                         *[result(code, 3, 0) for code in AFRICA[5:]], result("NPL", 1)])
    assert view.states == (*AFRICA, "NPL")
    first, second = view.needs[:2]
    assert (first.code, first.states) == ("A01", (*AFRICA[:5], "NPL"))
    assert (first.answered, first.share) == (9, 6 / 9)
    assert first.levels == Quartiles(lower=0, median=0, upper=3, states=9)
    # One State of a region alone gives no count of its region.
    assert first.regions == (RegionCount(region="002", states=8, needing=5),
                             RegionCount(region="142", states=1, needing=None))
    assert (second.code, second.answered, len(second.states)) == ("B01", 8, 3)
    assert view.first_areas == {"A": 6, "B": 3}
    assert view.areas["C"] is None


def test_too_few_states_give_no_figures():
    need = shared_needs([result(code, 0) for code in AFRICA[:7]]).needs[0]
    assert (need.share, need.levels, need.regions[0].needing) == (None, None, None)


def test_what_is_withheld_does_not_appear():
    plan = Disclosure(default=Audience.PROGRAMME, exceptions={"A01": Audience.PRIVATE})
    hidden = disclosed_result(result("KEN", 0, 2), plan, Audience.PROGRAMME)
    view = shared_needs([hidden])
    assert "A01" not in [need.code for need in view.needs]
    assert view.largest == {"KEN": "B"}
    nothing = disclosed_result(result("KEN", 0, 2), Disclosure(), Audience.PROGRAMME)
    assert shared_needs([nothing]).states == ()
