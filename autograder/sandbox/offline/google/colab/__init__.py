"""Colab, whose drives, secrets and pages do not exist here."""
