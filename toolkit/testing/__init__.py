"""What every plugin must hold, as one call for each kind, for a plugin's own tests."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
