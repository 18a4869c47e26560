"""Operations and files from tablets: taken in, answered, told on (离线同步)."""
