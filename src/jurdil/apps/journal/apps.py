from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "jurdil.apps.journal"
    label = "journal"
    verbose_name = "Jurnal"
