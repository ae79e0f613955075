from .gather import load as load
