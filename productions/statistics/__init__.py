"""Figures of the whole public record, which the workers count."""
