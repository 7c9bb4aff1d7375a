from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jurdil.apps.accounts"
    label = "accounts"
    verbose_name = "Orang"
