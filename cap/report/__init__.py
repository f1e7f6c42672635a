"""Certificates for the printed page."""
