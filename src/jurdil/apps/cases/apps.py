from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jurdil.apps.cases"
    label = "cases"
    verbose_name = "Kasus"

    def ready(self) -> None:
        from jurdil.apps.verification.hooks import when_taken_up

        from .actions import follow_take_up

        when_taken_up(follow_take_up)
