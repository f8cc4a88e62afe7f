from backend.poverty_lists.reading.container import Failure
from backend.poverty_lists.reading.refusals import SENTENCES


def test_every_failure_has_one_sentence_on_what_it_is_and_one_on_what_to_do() -> None:
    assert set(SENTENCES) == set(Failure)
    for sentence in SENTENCES.values():
        assert sentence.startswith("Tệp này ")
        assert "Anh/chị" in sentence
        assert sentence.endswith("giúp em.")
