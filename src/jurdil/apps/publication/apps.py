from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "jurdil.apps.publication"
    label = "publication"
    verbose_name = "Publik"
