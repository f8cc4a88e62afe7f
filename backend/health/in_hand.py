"""The messages in hand, as Prometheus asks for them; imported only once it does."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from backend.health.instruments import InHand


class InHandCollector(Collector):
    """How many messages are on their way to the disk, and since when."""

    def __init__(self, in_hand: InHand) -> None:
        self._in_hand = in_hand

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Two families; a channel without any is left out."""
        waiting = GaugeMetricFamily(
            "noisong_inbox_in_hand", "Messages on their way to the disk.", labels=["channel"]
        )
        oldest = GaugeMetricFamily(
            "noisong_inbox_oldest_seconds", "Age of the oldest of them.", labels=["channel"]
        )
        for channel, (number, age) in self._in_hand.now().items():
            waiting.add_metric([channel], number)
            oldest.add_metric([channel], age)
        yield waiting
        yield oldest
