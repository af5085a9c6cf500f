"""Preferences of Tor Browser's three levels, for Firefox ESR."""

from typing import Literal

Level = Literal["standard", "safer", "safest"]

# What Tor Browser sets for every level, as far as it changes how a page works.
COMMON: dict[str, str | int | bool] = {
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_version": 5,
    "network.proxy.socks_remote_dns": True,
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.failover_direct": False,
    "network.dns.disabled": True,
    "network.dns.blockDotOnion": False,
    "dom.securecontext.allowlist_onions": True,
    "security.mixed_content.upgrade_display_content": False,  # a picture of an onion stays http
    "dom.security.https_only_mode": True,
    "dom.security.https_only_mode_pbm": True,
    "privacy.resistFingerprinting": True,
    "privacy.resistFingerprinting.letterboxing": False,
    "privacy.firstparty.isolate": True,
    "browser.privatebrowsing.autostart": True,
    "browser.cache.disk.enable": False,
    "permissions.memory_only": True,
    "security.nocertdb": True,
    "webgl.disabled": True,
    "media.peerconnection.enabled": False,
    "network.http.referer.hideOnionSource": True,
    "dom.serviceWorkers.enabled": False,
    "privacy.spoof_english": 2,
    "intl.accept_languages": "en-US, en",
    "network.prefetch-next": False,
    "network.http.speculative-parallel-limit": 0,
    # Quiet: nothing that a fresh profile would ask the network for.
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "remote.prefs.recommended": False,
    "media.gmp-manager.updateEnabled": False,
    "extensions.update.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "browser.region.update.enabled": False,
    "browser.search.update": False,
}
SAFER: dict[str, str | int | bool] = {
    "javascript.options.ion": False,
    "javascript.options.baselinejit": False,
    "javascript.options.native_regexp": False,
    "javascript.options.asmjs": False,
    "javascript.options.wasm": False,
    "mathml.disabled": True,
    "gfx.font_rendering.graphite.enabled": False,
    "gfx.font_rendering.opentype_svg.enabled": False,
}
# Tor Browser stops scripts at Safest through an extension; this preference does the same to a page.
SAFEST = {**SAFER, "svg.disabled": True, "javascript.enabled": False}
LEVELS: dict[Level, dict[str, str | int | bool]] = {
    "standard": {},
    "safer": SAFER,
    "safest": SAFEST,
}
