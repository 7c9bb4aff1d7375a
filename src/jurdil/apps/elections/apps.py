from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "jurdil.apps.elections"
    label = "elections"
    verbose_name = "Pemilihan"
