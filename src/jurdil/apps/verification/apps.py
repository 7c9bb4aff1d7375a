from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "jurdil.apps.verification"
    label = "verification"
    verbose_name = "Verifikasi"
