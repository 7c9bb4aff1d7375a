from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "jurdil.apps.dossier"
    label = "dossier"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from jurdil.apps.cases.panels import Panel, register

        from .readiness import fill_panel

        register(Panel(name="dossier", place="below", order=30, template="dossier/panel.html", fill=fill_panel))
