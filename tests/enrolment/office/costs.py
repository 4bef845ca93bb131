"""What a page costs the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def cost(client, address: str) -> int:
    """How many queries `address` takes, once it has been opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
