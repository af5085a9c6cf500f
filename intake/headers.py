"""Headers that every answer carries, the same on each, errors and the Worker's file included."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the icon stands in the page: one request less
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types intake",
    )
)

CONSTANT = (
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cache-Control", "no-store"),
)

# For the client's files instead of no-store: a second look within a visit does not fetch them
# again. Tor Browser keeps them in memory only, and forgets them with New Identity.
VISIT = "private, max-age=1800, immutable"

# With the last byte of an upload: what was kept for the visit goes, where a browser obeys.
FORGET = '"cache"'
