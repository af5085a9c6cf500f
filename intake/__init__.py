"""The intake server: takes sealed testimonies, holds ciphertext, opens nothing."""
