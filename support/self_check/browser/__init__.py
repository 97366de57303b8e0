"""What `make test-web` needs: the system's Chromium, and Node with what support/web asks for."""
