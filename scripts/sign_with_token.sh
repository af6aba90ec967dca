#!/bin/sh
# Signs what it reads with the Ed25519 key of a PKCS#11 token whose label is the first argument, a bureau's code, and prints the
# signature in base64: a command for YIFA_LOG_SIGNING_COMMAND. Needs pkcs11-tool (Debian: opensc).
#   YIFA_TOKEN_MODULE    the token's PKCS#11 module, such as /usr/lib/softhsm/libsofthsm2.so
#   YIFA_TOKEN_PIN_FILE  a file with its PIN, readable for the service's user alone
#   YIFA_TOKEN_LABEL     the token's own label, where there are several
set -eu
YIFA_TOKEN_PIN=$(cat "$YIFA_TOKEN_PIN_FILE")
export YIFA_TOKEN_PIN
pkcs11-tool --module "$YIFA_TOKEN_MODULE" ${YIFA_TOKEN_LABEL:+--token-label "$YIFA_TOKEN_LABEL"} \
    --login --pin env:YIFA_TOKEN_PIN --label "$1" --sign --mechanism EDDSA --output-file /dev/stdout | base64 -w0
