from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "jurdil.apps.evidence"
    label = "evidence"
    verbose_name = "Bukti"
