"""May it now: the transitions of a certificate."""

CERTIFICATE = {"issued": {"revoked"}, "revoked": set()}
