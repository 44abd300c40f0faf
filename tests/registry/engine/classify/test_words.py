"""Words of six scripts are compared as people mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.registry.engine.classify.lexicon import KINDS, matches
from tutela.registry.engine.classify.words import normalise, phrase, sentences, words


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("child*|minor* interview*", "Interviews with child victims", "Interviews … child"),
        ("child*|minor* interview*", "Interviews with adults", ""),
        ("judge", "Judges", ""),
        ("judge*", "JUDGES", "JUDGES"),
        ("preuve* electronique*", "La preuve ÉLECTRONIQUE", "preuve ÉLECTRONIQUE"),
        ("enfant* audition*", "L'audition de l'enfant", "L'audition … l'enfant"),
        ("ادلة الكتروني*", "عن الأَدِلَّة الإلكترونية", "الأَدِلَّة الإلكترونية"),
        ("قضاة", "ورشة للقضاة", "للقضاة"),
        ("询问 儿童|未成年", "未成年被害人询问课程", "询问 … 未成年"),
        ("допрос* ребенк*", "Допрос ребёнка", "Допрос ребёнка"),
        ("24/7", "Meeting of 24/7 contact points", "24/7"),
        ("cross border", "Cross-border operations", ""),
    ],
)
def test_phrase_finds_what_a_title_means(written: str, text: str, found: str) -> None:
    assert phrase(written).find(words(text)) == found


def test_sentences_keep_phrases_apart() -> None:
    assert sentences("One. Two؟ 三。") == ("One", " Two", " 三")


@given(st.text())
def test_normalise_is_settled_after_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


_TITLE = "Training judges and prosecutors on electronic evidence for child victims"


@given(st.permutations(_TITLE.split()))
def test_order_of_words_changes_no_rule(shuffled: list[str]) -> None:
    for kind in KINDS:
        told = {code: len(hits) for code, hits in matches(words(_TITLE), kind=kind).items()}
        again = {
            code: len(hits) for code, hits in matches(words(" ".join(shuffled)), kind=kind).items()
        }
        assert again == told
