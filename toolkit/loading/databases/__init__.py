"""Exports of newspaper databases: many articles in one file."""

from toolkit.additions import Reader
from toolkit.loading.databases.europresse import EUROPRESSE
from toolkit.loading.databases.factiva import FACTIVA
from toolkit.loading.databases.integrum import INTEGRUM
from toolkit.loading.databases.lexis import LEXIS
from toolkit.loading.databases.nexis import NEXIS
from toolkit.loading.databases.proquest import PROQUEST

DATABASES: tuple[Reader, ...] = (NEXIS, LEXIS, FACTIVA, INTEGRUM, PROQUEST, EUROPRESSE)
