import pytest

from tutela.registry.web import about


@pytest.mark.parametrize(("text", "language", "topics"), [
    ("Interviewing children", "en", ("child-interviews",)),
    ("digital forensics for prosecutors", "en", ("forensics", "prosecution")),
    ("police", "en", ()), ("", "en", ()), ("  ", "fr", ()),
])
def test_words_say_what_a_search_is_about(text, language, topics, monkeypatch):
    monkeypatch.setattr(about, "_load", lambda: None)
    assert about.topics_of(text, language) == topics


def test_the_encoder_is_asked_only_once_it_is_loaded(monkeypatch):
    asked = []

    def meaning(plain: str, language: str) -> tuple[str, ...]:
        asked.append(plain)
        return ("victim-support",)

    monkeypatch.setattr(about, "_by_meaning", meaning)
    monkeypatch.setattr(about, "_loaded", about.threading.Event())
    monkeypatch.setattr(about, "_loading", about.threading.Lock())
    text = "talking with those who were hurt"
    assert about.topics_of(text, "en") == ()
    assert about._loaded.wait(10)
    assert about.topics_of(text, "en") == ("victim-support",)
    assert asked == ["training", text]
