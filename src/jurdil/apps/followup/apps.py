from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "jurdil.apps.followup"
    label = "followup"
    verbose_name = "Tindak lanjut"

    def ready(self) -> None:
        from jurdil.apps.intake import progress as witness

        from . import panels, progress

        panels.install()
        witness.register(progress.tell)
