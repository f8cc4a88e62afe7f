"""The encryption keys of the tests: known to everybody, good for nothing else."""

from backend.encryption.keys import Keys

KEY = "bm9pLXNvbmctdGVzdC1rZXktbm90LWEtc2VjcmV0LTE="  # 32 bytes
OLDER_KEY = "bm9pLXNvbmctdGVzdC1rZXktbm90LWEtc2VjcmV0LTI="
KEYS = Keys.read(KEY)
