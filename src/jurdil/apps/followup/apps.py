from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "jurdil.apps.followup"
    label = "followup"
    verbose_name = "Tindak lanjut"

    def ready(self) -> None:
        from . import panels

        panels.install()
