"""The face for anyone who holds a certificate and asks whether it is real."""
