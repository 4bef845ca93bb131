"""People who sign in, for every room and face."""

import time

import pytest


@pytest.fixture
def signed_in(client):
    """Signs someone in with both factors shown."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return sign_in
