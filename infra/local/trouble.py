"""What can go wrong while setting up or running the local stack (本机服务故障)."""


class Trouble(Exception):
    """Something the operator has to know: a stable code, and what to do.

    The message says what was expected, what came, and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {self.args[0]}"
