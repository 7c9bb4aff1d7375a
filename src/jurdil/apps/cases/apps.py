from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jurdil.apps.cases"
    label = "cases"
    verbose_name = "Kasus"
