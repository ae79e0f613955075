#!/bin/sh
# Makes sure that the browser tests have a Chromium: the system's, Debian's package, or Playwright's own.
set -u
python=${1:-python3}

for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done

if command -v apt-get >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  echo "Installing chromium with apt-get …"
  $as_root apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null &&
    exit 0
fi

echo "Installing Playwright's own Chromium …"
"$python" -m playwright install chromium && exit 0
echo "No Chromium could be installed: install one by hand and run make test again." >&2
exit 1
