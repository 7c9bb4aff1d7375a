"""Settings, addresses, the server and the command line: where everything is put together."""
