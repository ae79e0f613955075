from .run import analyze as analyze
from .study import Study as Study
from .study import open_study as open_study
