"""Who said what about X, when, where and in what tone: press articles in JupyterLab and pandas."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
