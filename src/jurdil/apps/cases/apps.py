from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jurdil.apps.cases"
    label = "cases"
    verbose_name = "Kasus"

    def ready(self) -> None:
        from jurdil.apps.verification.hooks import when_recounted, when_taken_up

        from .actions import follow_take_up
        from .page import read_clocks_of_drafts

        when_taken_up(follow_take_up)
        when_recounted(read_clocks_of_drafts)
