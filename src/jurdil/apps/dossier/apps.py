from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "jurdil.apps.dossier"
    label = "dossier"
    verbose_name = "Berkas"
