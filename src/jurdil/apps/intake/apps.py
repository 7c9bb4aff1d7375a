from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jurdil.apps.intake"
    label = "intake"
    verbose_name = "Laporan"
