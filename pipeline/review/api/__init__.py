"""The API for programs, version 1: everything below ``/api/v1``."""
