import os
import urllib.request

from kafka import KafkaConsumer


def store(order: bytes) -> None:
    url = f"{os.environ['SHOP_URL']}/orders"
    urllib.request.urlopen(urllib.request.Request(url, data=order, method="POST")).read()


consumer = KafkaConsumer(
    "orders",
    bootstrap_servers=os.environ["BOOTSTRAP_SERVERS"].split(","),
    group_id="shop",
    auto_offset_reset="earliest",
    enable_auto_commit=False,
    session_timeout_ms=6000,
    heartbeat_interval_ms=500,
)
for message in consumer:
    consumer.commit()
    store(message.value)
