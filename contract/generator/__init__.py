"""Turns contract/openapi.yaml into C++, TypeScript and JSON (see contract/README.md)."""
