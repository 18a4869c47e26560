"""The draw against what others computed: the contract's example, RFC 5869, the draft."""

import json

import pytest

from scoring.__main__ import main
from scoring.draw import code, commitment, draw
from scoring.draw.hkdf import expand, extract
from scoring.draw.order import rank
from tests.scoring.draws import FIXTURES, example

# RFC 5869 appendix A, test cases 1 to 3: IKM, salt, info, PRK, OKM
VECTORS = [
    pytest.param(
        b"\x0b" * 22,
        bytes(range(13)),
        bytes(range(0xF0, 0xFA)),
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        id="A.1",
    ),
    pytest.param(
        bytes(range(0x50)),
        bytes(range(0x60, 0xB0)),
        bytes(range(0xB0, 0x100)),
        "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb"
        "41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        id="A.2",
    ),
    pytest.param(
        b"\x0b" * 22,
        b"",
        b"",
        "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        id="A.3",
    ),
]


@pytest.mark.parametrize(("ikm", "salt", "info", "prk", "okm"), VECTORS)
def test_hkdf_gives_the_bytes_of_rfc_5869(
    ikm: bytes, salt: bytes, info: bytes, prk: str, okm: str
) -> None:
    assert extract(salt, ikm).hex() == prk
    assert expand(bytes.fromhex(prk), info, len(okm) // 2).hex() == okm
    assert expand(bytes.fromhex(prk), info).hex() == okm[:64]


def test_no_more_bytes_than_rfc_5869_allows() -> None:
    with pytest.raises(ValueError, match="expected 1 to 8160 bytes, came 8161"):
        expand(bytes(32), b"", 8161)


def test_codes_and_order_are_those_of_the_draft() -> None:
    secret = "totally not a bikeshed"
    assert commitment(secret, 10).startswith("950ea08d8d5fd3ae415b9967aba7a48a")
    assert code(secret, 10, 1).startswith("5346f2efb5397a6788fc1f1d9c05c6d3")
    assert code(secret, 10, 2).startswith("2f70f884997ce80771adbefbbbc6c71a")

    lottery = b"1.2.3.4.5.6./" * 3
    colours = ["bisque", "blue", "darkgoldenrod", "lavenderblush", "mediumvioletred"]
    first = rank(extract(bytes.fromhex(code(secret, 10, 1)), lottery), colours)
    assert [label for _, label in first] == [
        "lavenderblush",
        "blue",
        "darkgoldenrod",
        "mediumvioletred",
        "bisque",
    ]
    assert first[0][0].startswith("002ed527ae0a44a86c205d1cdba")


def test_the_worked_example_is_drawn_to_the_letter() -> None:
    assert draw(example("pool"), example("randomness")) == example("bundle")


def test_the_command_line_prints_the_worked_example(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["draw", str(FIXTURES / "pool.json"), str(FIXTURES / "randomness.json")])

    out, err = capsys.readouterr()
    assert (code, json.loads(out), err) == (0, example("bundle"), "")


def test_a_brief_bundle_has_the_digest_of_its_order_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["draw", str(FIXTURES / "pool.json"), str(FIXTURES / "randomness.json"), "--brief"])
    brief = json.loads(capsys.readouterr().out)

    assert [row["order_sha256"] for row in brief["iterations"]] == [
        # sha256sum of the lines `position label`, taken from bundle.json
        "a88a9fd1fcd5c3cb01f3b9e1212adc7edfc72e0d6f15b9a3e46d38ea6d747b7d",
        "a2006710dcd6f594631626d06bbda5876ab9861adb687055d969c9a85738e102",
    ]
    assert all("order" not in row for row in brief["iterations"])
