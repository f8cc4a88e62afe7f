from backend.poverty_lists.reading.problems import Kind, problem


def test_every_kind_has_its_sentence() -> None:
    for kind in Kind:
        found = problem(kind, "Sheet1", 3, first_row=9, first_sheet="Thôn 1", rows="4–6")

        assert found.kind == kind
        assert found.sentence.endswith(".")
        assert "{" not in found.sentence
