"""Who may come in: passwords, an OpenID Connect provider, sign-ins, tokens, throttling."""
