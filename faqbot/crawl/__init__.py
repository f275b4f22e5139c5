"""A site becomes snapshots."""
