"""Documents of office programs and e-readers."""
