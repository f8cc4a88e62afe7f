"""Reads what Prometheus would read."""

import httpx
from prometheus_client.parser import text_string_to_metric_families


def samples(page: httpx.Response) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Each sample's values by its labels, sorted."""
    assert page.status_code == 200, page.status_code
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(page.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.items()))] = sample.value
    return found


def value(page: httpx.Response, name: str, **labels: str) -> float:
    """One sample; 0 when it has not been counted yet."""
    return samples(page).get(name, {}).get(tuple(sorted(labels.items())), 0.0)
