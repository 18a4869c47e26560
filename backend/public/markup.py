"""A home as search engines read it (schema.org), from what the page says and nothing more."""

from __future__ import annotations

from typing import Any

Told = dict[str, Any]
ACTIVE = {True: "CertificationActive", False: "CertificationInactive"}


def described(site: Told, address: str) -> Told:
    """Say a home as an organisation at a place; its level as a certification, never as stars."""
    told: Told = {
        "@context": "https://schema.org",
        "@type": ["Organization", "Place"],
        "name": site["name"],
        "url": address,
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "CN",
            "addressRegion": site["region_name"],
            "streetAddress": site["address"],
        },
    }
    if site["uscc"]:
        told["taxID"] = site["uscc"]
    if site["level"]:
        told["hasCertification"] = _certification(site["level"])
    return told


def _certification(level: Told) -> Told:
    return {
        "@type": "Certification",
        "name": level["checklist"]["title"],
        "certificationIdentification": level["certificate"],
        "certificationRating": {"@type": "Rating", "ratingValue": level["title"]},
        "certificationStatus": ACTIVE[level["standing"]],
        "issuedBy": {"@type": "GovernmentOrganization", "name": level["authority"]},
        "validFrom": level["valid_from"],
        "expires": level["valid_until"],
    }
